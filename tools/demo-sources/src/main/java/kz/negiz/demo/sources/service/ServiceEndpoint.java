package kz.negiz.demo.sources.service;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

    ServiceEndpoint(SourceCatalogue catalogue, Answers answers, JsonMapper json, Clock clock) {
        this.catalogue = catalogue;
        this.answers = answers;
        this.json = json;
        this.clock = clock;
    }

    record Question(@Nullable String requestId, @Nullable SubjectReference subject, Wish.@Nullable Action action) {}

    record SubjectReference(SubjectKind kind, String value) {}

    record Answer(String service, SubjectReference subject, Instant retrievedAt, Object data) {}

    record Described(int number, String code, Set<SubjectKind> answersFor) {}

    /** Which services there are. */
    @GetMapping
    List<Described> services() {
        return catalogue.all().stream()
                .map(source -> new Described(source.number(), source.code(), source.answersFor()))
                .toList();
    }

    /** Nothing known of the subject is an answer too: its data are empty. */
    @PostMapping("/{code}")
    void ask(@PathVariable String code, InputStream body, HttpServletResponse response) throws IOException {
        Source source = catalogue
                .find(code)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No such service"));
        Question question = read(body);
        SubjectReference subject = question.subject();
        String requestId = question.requestId();
        if (requestId == null || requestId.isEmpty() || requestId.length() > LONGEST_WORD) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "A question needs a requestId");
        }
        if (subject == null || !SyntheticNumbers.hasRightCheckDigit(subject.value())) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "A question needs a subject with a right number");
        }
        Wish wish = new Wish(requestId, Optional.ofNullable(question.action()));
        answers.write(
                Target.service(source.code()),
                Optional.of(requestId),
                about -> Optional.of(answer(source, about == About.THE_ASKED ? subject : somebodyElse(subject), wish)),
                response);
    }

    @Override
    public Optional<JsonNode> answer(String code, String requestId, String kind, String number) {
        Optional<Source> source = catalogue.find(code);
        Optional<SubjectKind> of = Arrays.stream(SubjectKind.values())
                .filter(each -> each.name().equals(kind))
                .findFirst();
        if (source.isEmpty() || of.isEmpty() || !SyntheticNumbers.hasRightCheckDigit(number)) {
            return Optional.of(json.createObjectNode());
        }
        SubjectReference subject = new SubjectReference(of.get(), number);
        Wish wish = new Wish(requestId, Optional.empty());
        return answers.tree(
                Target.service(code),
                requestId,
                about -> Optional.of(
                        answer(source.get(), about == About.THE_ASKED ? subject : somebodyElse(subject), wish)));
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

    private Answer answer(Source source, SubjectReference reference, Wish wish) {
        Object data = reference
                .kind()
                .find(reference.value())
                .<Object>flatMap(subject -> source.answer(subject, wish))
                .orElse(Map.of());
        return new Answer(source.code(), reference, clock.instant().truncatedTo(ChronoUnit.MILLIS), data);
    }

    private static SubjectReference somebodyElse(SubjectReference reference) {
        String other = switch (reference.kind()) {
            case IIN -> SyntheticNumbers.iin("somebody else than " + reference.value());
            case BIN -> SyntheticNumbers.bin("somebody else than " + reference.value());
        };
        return new SubjectReference(reference.kind(), other);
    }
}
