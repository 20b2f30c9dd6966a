package kz.negiz.demo.sources.service;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import kz.negiz.demo.pki.SyntheticNumbers;
import kz.negiz.demo.sources.fault.Answers;
import kz.negiz.demo.sources.fault.Answers.About;
import kz.negiz.demo.sources.fault.Target;
import kz.negiz.demo.sources.register.SubjectKind;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers questions to the services. */
@RestController
@RequestMapping("/services")
final class ServiceEndpoint implements ServiceAnswers {

    private static final int LONGEST_QUESTION = 64 * 1024;
    private static final int LONGEST_WORD = 64;

    private final SourceCatalogue catalogue;
    private final Answers answers;
    private final JsonMapper json;
    private final Clock clock;
    private final ActionLog actions;

    ServiceEndpoint(SourceCatalogue catalogue, Answers answers, JsonMapper json, Clock clock) {
        this.catalogue = catalogue;
        this.answers = answers;
        this.json = json;
        this.clock = clock;
        this.actions = new ActionLog(clock.instant());
    }

    record Question(@Nullable String requestId, @Nullable Map<String, String> subject, Wish.@Nullable Action action) {}

    record Answer(String service, Map<String, String> subject, Instant retrievedAt, Object data) {}

    record Described(int number, String code, Set<SubjectKind> answersFor, Set<NamedBy> alsoBy) {}

    /** Which services there are. */
    @GetMapping
    List<Described> services() {
        return catalogue.all().stream()
                .map(source -> new Described(
                        source.number(),
                        source.code(),
                        source.answersFor(),
                        source.others().keySet()))
                .toList();
    }

    /** Nothing known of the subject is an answer too: its data are empty. */
    @PostMapping("/{code}")
    void ask(@PathVariable String code, InputStream body, HttpServletResponse response) throws IOException {
        Source source = catalogue
                .find(code)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No such service"));
        Question question = read(body);
        Map<String, String> subject = question.subject();
        String requestId = question.requestId();
        if (requestId == null || requestId.isEmpty() || requestId.length() > LONGEST_WORD) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "A question needs a requestId");
        }
        if (subject == null || !isRight(subject)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "A question needs a subject with a right number");
        }
        Wish wish = carriedOut(source, subject, requestId, question.action());
        answers.write(
                Target.service(source.code()),
                Optional.of(requestId),
                about -> Optional.of(answer(source, about == About.THE_ASKED ? subject : somebodyElse(subject), wish)),
                response);
    }

    /** What is wished is done before it is answered: an answer that gets lost undoes nothing. */
    private Wish carriedOut(
            Source source, Map<String, String> subject, String requestId, Wish.@Nullable Action action) {
        Wish wish = new Wish(requestId, Optional.ofNullable(action).filter(this::isInTime));
        if (wish.action().isPresent()) {
            actions.carriedOut(source, answer(source, subject, wish).data(), requestId, clock.instant());
        }
        return wish;
    }

    private boolean isInTime(Wish.Action action) {
        return action.notAfter() == null || !clock.instant().isAfter(action.notAfter());
    }

    /** What became of a wished action; its outcome is empty where no such request came in time. */
    @GetMapping("/{code}/actions/{requestId}")
    Became became(@PathVariable String code, @PathVariable String requestId) {
        Source source = catalogue
                .find(code)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No such service"));
        return became(source, requestId);
    }

    private Became became(Source source, String requestId) {
        return new Became(
                source.code(),
                actions.since(),
                actions.outcome(source, requestId).orElse(null));
    }

    /** An answer to a question that was accepted, once it is there. */
    @GetMapping("/{code}/answers/{place}")
    void late(@PathVariable String code, @PathVariable String place, HttpServletResponse response) throws IOException {
        answers.writeLate(Target.service(code), place, response);
    }

    /**
     * What became of an action.
     *
     * @param knownSince since when all that came is known
     */
    record Became(String service, Instant knownSince, PropertySources.@Nullable Outcome outcome) {}

    @Override
    public Optional<JsonNode> answer(String code, JsonNode asked) {
        Optional<Source> source = catalogue.find(code);
        Question question;
        try {
            question = json.treeToValue(asked, Question.class);
        } catch (JacksonException e) {
            return Optional.of(json.createObjectNode());
        }
        Map<String, String> subject = question.subject();
        String requestId = question.requestId();
        if (source.isEmpty() || subject == null || requestId == null || !isRight(subject)) {
            return Optional.of(json.createObjectNode());
        }
        Wish wish = carriedOut(source.get(), subject, requestId, question.action());
        return answers.tree(
                Target.service(code),
                requestId,
                about -> Optional.of(
                        answer(source.get(), about == About.THE_ASKED ? subject : somebodyElse(subject), wish)));
    }

    @Override
    public JsonNode becameOf(String code, String requestId) {
        return catalogue
                .find(code)
                .<JsonNode>map(source -> json.valueToTree(became(source, requestId)))
                .orElseGet(json::createObjectNode);
    }

    private Question read(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LONGEST_QUESTION + 1);
        if (bytes.length > LONGEST_QUESTION) {
            throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE, "The question is too long");
        }
        try {
            return json.readValue(bytes, Question.class);
        } catch (JacksonException e) {
            // The cause would carry parts of the question, and with them its subject.
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The question cannot be read");
        }
    }

    /** Whether the kind is known, and an IIN or BIN has the right check digit. */
    private static boolean isRight(Map<String, String> subject) {
        return named(subject, SubjectKind.values())
                .map(kind -> SyntheticNumbers.hasRightCheckDigit(value(subject)))
                .orElseGet(() -> named(subject, NamedBy.values()).isPresent());
    }

    private static <K extends Enum<K>> Optional<K> named(Map<String, String> subject, K[] kinds) {
        return Arrays.stream(kinds)
                .filter(kind -> kind.name().equals(subject.get("kind")))
                .findFirst();
    }

    private static String value(Map<String, String> subject) {
        return Objects.requireNonNullElse(subject.get("value"), "");
    }

    /** The subject is named in the answer as the question named it. */
    private Answer answer(Source source, Map<String, String> subject, Wish wish) {
        Optional<Record> data = named(subject, SubjectKind.values())
                .<Optional<Record>>map(kind -> kind.find(value(subject)).flatMap(found -> source.answer(found, wish)))
                .orElseGet(() -> source.answer(named(subject, NamedBy.values()).orElseThrow(), subject));
        return new Answer(
                source.code(),
                subject,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                data.<Object>map(record -> record).orElse(Map.of()));
    }

    private static Map<String, String> somebodyElse(Map<String, String> subject) {
        Map<String, String> other = new LinkedHashMap<>(subject);
        String seed = "somebody else than " + value(subject);
        switch (other.getOrDefault("kind", "")) {
            case "IIN" -> other.put("value", SyntheticNumbers.iin(seed));
            case "BIN" -> other.put("value", SyntheticNumbers.bin(seed));
            default -> other.replaceAll((name, text) -> name.equals("kind") ? text : text + "1");
        }
        return other;
    }
}
