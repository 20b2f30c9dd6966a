package kz.negiz.auditlog.disclosure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import kz.negiz.kit.http.InternalClients;
import kz.negiz.log.export.ExportLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.JsonNode;

/**
 * Has the broker hand over what it keeps: signed documents and answers. When it does not answer the export says so for each
 * record; it is never just left out.
 */
@Component
class BrokerRecords {

    /** Most records asked for at once. */
    static final int BATCH = 50;

    private static final Logger LOG = LoggerFactory.getLogger(BrokerRecords.class);
    private static final String SILENT = "BROKER_SILENT";
    private static final String UNKNOWN = "BROKER_HAS_NO_RECORD";
    private static final String MALFORMED = "BROKER_ANSWER_MALFORMED";

    private final RestClient broker;

    BrokerRecords(InternalClients clients) {
        this.broker = clients.restClient("query-broker-service", Duration.ofSeconds(60));
    }

    /** One line for each question, in the given order. */
    List<ExportLine> questions(UUID request, List<UUID> questions) {
        return handedOver(
                "/internal/disclosures",
                Map.of("disclosureOrderId", request, "questionIds", questions),
                "questions",
                questions,
                BrokerRecords::answers,
                ExportLine.NoAnswers::new);
    }

    /**
     * One line for each encumbrance, in the given order.
     *
     * @param confirmed those of which the confirmation is asked for too; it is another user's than the document
     */
    List<ExportLine> encumbrances(UUID request, List<UUID> encumbrances, Set<UUID> confirmed) {
        return handedOver(
                "/internal/disclosures/encumbrances",
                Map.of("disclosureOrderId", request, "encumbranceIds", encumbrances),
                "encumbrances",
                encumbrances,
                (id, record) -> encumbrance(id, record, confirmed.contains(id)),
                ExportLine.NoEncumbrance::new);
    }

    private List<ExportLine> handedOver(
            String path,
            Map<String, Object> order,
            String kind,
            List<UUID> ids,
            BiFunction<UUID, JsonNode, ExportLine> line,
            BiFunction<UUID, String, ExportLine> none) {
        Map<UUID, ExportLine> found = new HashMap<>();
        String otherwise = UNKNOWN;
        try {
            JsonNode answer = broker.post()
                    .uri(path)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(order)
                    .retrieve()
                    .body(JsonNode.class);
            if (answer == null) {
                otherwise = MALFORMED;
            } else {
                for (JsonNode record : answer.path(kind)) {
                    UUID id = UUID.fromString(record.path("id").asString(""));
                    found.put(id, line.apply(id, record));
                }
            }
        } catch (RestClientException e) {
            LOG.warn("The broker does not hand over records: {}", e.getClass().getSimpleName());
            otherwise = SILENT;
        } catch (IllegalArgumentException e) {
            LOG.warn("The broker hands over records that cannot be read");
            otherwise = MALFORMED;
        }
        List<ExportLine> lines = new ArrayList<>();
        for (UUID id : ids) {
            ExportLine one = found.get(id);
            lines.add(one == null ? none.apply(id, otherwise) : one);
        }
        return lines;
    }

    private static ExportLine encumbrance(UUID id, JsonNode record, boolean confirmed) {
        return new ExportLine.Encumbrance(
                id,
                bytes(record, "document"),
                bytes(record, "signature"),
                bytes(record, "evidence"),
                confirmed ? bytes(record, "confirmation") : new byte[0],
                confirmed ? bytes(record, "confirmationEvidence") : new byte[0]);
    }

    private static ExportLine answers(UUID id, JsonNode record) {
        List<ExportLine.Answer> answers = new ArrayList<>();
        for (JsonNode answer : record.path("answers")) {
            answers.add(new ExportLine.Answer(
                    answer.path("service").asString(""), answer.path("state").asString(""), bytes(answer, "content")));
        }
        return new ExportLine.Answers(
                id, bytes(record, "document"), bytes(record, "signature"), bytes(record, "evidence"), answers);
    }

    private static byte[] bytes(JsonNode record, String field) {
        return Base64.getDecoder().decode(record.path(field).asString(""));
    }
}
