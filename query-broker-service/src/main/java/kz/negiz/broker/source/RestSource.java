package kz.negiz.broker.source;

import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Databases that answer in JSON over HTTP. Nothing is asked twice: a database that has no answer yet says where it will be ({@code
 * 202 Accepted}, RFC 9110), and there it is looked for.
 */
final class RestSource implements ActingSource, LateSource {

    private static final Logger log = LoggerFactory.getLogger(RestSource.class);

    private static final int ACCEPTED = 202;
    private static final int GONE = 410;

    /** Between two looks within the time of the question, where the source names no other pause. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** A source that wants to be left alone for longer is asked after it all the same. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final SourceHttp http;
    private final SourcesProperties.Connector connector;
    private final Function<String, SourcesProperties.Service> services;
    private final AnswerCheck check;
    private final Clock clock;

    RestSource(
            SourcesProperties.Connector connector,
            Function<String, SourcesProperties.Service> services,
            AnswerCheck check) {
        this.http = new SourceHttp(connector);
        this.connector = connector;
        this.services = services;
        this.check = check;
        this.clock = check.clock();
    }

    @Override
    public SourceAnswer ask(SourceQuestion question) throws NotAnswered, InterruptedException {
        return answer(question, post(question, body(question)));
    }

    @Override
    public SourceAnswer ask(SourceQuestion question, Consumer<Ticket> keep) throws NotAnswered, InterruptedException {
        Duration late = services.apply(question.service()).lateWithin();
        if (late == null) {
            return ask(question);
        }
        Duration within = within(question);
        Deadline deadline = Deadline.in(within);
        Instant asked = clock.instant();
        Transport.Received received = post(question, body(question));
        if (received.status() != ACCEPTED) {
            return answer(question, received);
        }
        AnswerPlace place = received.header("Location")
                .flatMap(location -> AnswerPlace.of(connector.baseUrl(), path(question), location, question.subject()))
                .orElseThrow(() -> NotAnswered.invalid("accepted, with no place of its own for the answer"));
        Ticket ticket = Ticket.of(place.path(), asked, within, late);
        keep.accept(pause(received)
                .map(pause -> ticket.notBefore(clock.instant().plus(pause)))
                .orElse(ticket));
        while (true) {
            Duration pause = pause(received).orElse(PAUSE);
            if (deadline.left().compareTo(pause) < 0) {
                throw NotAnswered.awaited();
            }
            Thread.sleep(pause);
            try {
                received = http.at(place, question.requestId(), deadline.left());
            } catch (NotAnswered e) {
                throw NotAnswered.awaited();
            }
            Optional<SourceAnswer> answer = answerAt(question, received);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
    }

    @Override
    public Look look(SourceQuestion question, String chain) throws InterruptedException {
        Transport.Received received;
        try {
            // What is kept is held to the same rule again as what a source says.
            AnswerPlace place = AnswerPlace.of(connector.baseUrl(), path(question), base() + chain, question.subject())
                    .orElseThrow(() -> NotAnswered.silent("a place that is not the source's"));
            received = http.at(place, question.requestId(), within(question));
        } catch (NotAnswered e) {
            // That the source can't be reached says nothing of the answer.
            log.warn("A late answer of {} can't be looked for: {}", question.service(), e.getMessage());
            return Look.notYet();
        }
        try {
            Optional<SourceAnswer> answer = answerAt(question, received);
            return answer.isPresent()
                    ? new Look.Came(new Outcome.Answered(answer.get()))
                    : new Look.NotYet(pause(received).map(clock.instant()::plus));
        } catch (NotAnswered e) {
            return new Look.Came(e.outcome());
        }
    }

    /** Nothing while the answer is not there, or not to be had just now. */
    private Optional<SourceAnswer> answerAt(SourceQuestion question, Transport.Received received) throws NotAnswered {
        return switch (received.status()) {
            case HttpURLConnection.HTTP_OK -> Optional.of(answer(question, received));
            case GONE -> throw NotAnswered.silent("the answer is not to come any more");
            default -> Optional.empty();
        };
    }

    /** For how long the source wants to be left alone: seconds, or a date (RFC 9110, {@code Retry-After}), within bounds. */
    private Optional<Duration> pause(Transport.Received received) {
        return received.header("Retry-After")
                .flatMap(this::duration)
                .map(said -> said.compareTo(PAUSE) < 0 ? PAUSE : said)
                .map(said -> said.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : said);
    }

    private Optional<Duration> duration(String said) {
        if (said.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Integer.parseInt(said)));
        }
        try {
            return Optional.of(
                    Duration.between(clock.instant(), DateTimeFormatter.RFC_1123_DATE_TIME.parse(said, Instant::from)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public ActionOutcome act(SourceAction action) throws NotAnswered, InterruptedException {
        ObjectNode body = body(action.question());
        ObjectNode wanted = body.putObject("action").put("kind", action.kind());
        action.object().ifPresent(object -> wanted.put("object", object));
        wanted.put("groundNumber", action.groundNumber())
                .put("groundDate", action.groundDate().toString())
                .put("groundIssuedBy", action.groundIssuedBy())
                .put("notAfter", action.notAfter().toString());
        return ActionOutcome.read(
                action,
                answer(action.question(), post(action.question(), body)).data().path("outcome"));
    }

    @Override
    public ActionOutcome becameOf(SourceAction action) throws NotAnswered, InterruptedException {
        SourceQuestion question = action.question();
        return ActionOutcome.told(
                action,
                http.get(path(question) + "/actions", question.requestId().toString(), question.requestId())
                        .orElseThrow(() -> NotAnswered.silent("status 404")));
    }

    private ObjectNode body(SourceQuestion question) {
        ObjectNode body = http.object();
        body.put("requestId", question.requestId().toString());
        ObjectNode subject =
                body.putObject("subject").put("kind", question.subject().kind().name());
        question.subject().fields().forEach(subject::put);
        body.put("profile", question.profile());
        ObjectNode basis =
                body.putObject("basis").put("kind", question.basisKind().name());
        if (!question.basisNumber().isEmpty()) {
            basis.put("number", question.basisNumber());
        }
        return body;
    }

    private Transport.Received post(SourceQuestion question, ObjectNode body) throws NotAnswered, InterruptedException {
        return http.post(path(question), body, question.requestId(), within(question));
    }

    private SourceAnswer answer(SourceQuestion question, Transport.Received received) throws NotAnswered {
        return check.of(question, http.object(received));
    }

    private Duration within(SourceQuestion question) {
        return services.apply(question.service()).within(connector);
    }

    private static String path(SourceQuestion question) {
        return "/services/" + question.service();
    }

    /** The address of the source without a stroke at its end. */
    private String base() {
        return connector.baseUrl().toString().replaceAll("/+$", "");
    }
}
