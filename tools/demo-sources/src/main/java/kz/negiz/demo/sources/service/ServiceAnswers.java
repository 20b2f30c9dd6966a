package kz.negiz.demo.sources.service;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The services' answers for those who speak otherwise than JSON over HTTP. */
public interface ServiceAnswers {

    /**
     * Answers a question, with the faults that are switched on for the service.
     *
     * @param subject its kind, and what it is named by
     * @return {@code {service, subject, retrievedAt, data}}, an empty object where the question is wrong; nothing where the
     *     service is down
     */
    Optional<JsonNode> answer(String code, String requestId, Map<String, String> subject);
}
