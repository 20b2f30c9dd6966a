package kz.negiz.broker.question;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.problem.ProblemTexts;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers as server-sent events, each as soon as it is on record. Every event is a release of its own: the standing is read anew
 * before it, and it stands in the log as shown. Nothing is kept between two streams; a new one begins with what is there.
 */
@Component
class AnswerStream {

    /** Between two looks at what has come. */
    private static final Duration LOOK = Duration.ofMillis(100);

    /** Longest silence: shorter than any proxy waits for a byte, and how late a reader that is gone is noticed. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    /** Sources have given up long before. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** A comment, which readers skip. */
    private static final String SIGN_OF_LIFE = ":\n\n";

    private final Questions questions;
    private final ProblemTexts texts;
    private final JsonMapper json;

    AnswerStream(Questions questions, ProblemTexts texts, JsonMapper json) {
        this.questions = questions;
        this.texts = texts;
        this.json = json;
    }

    /**
     * Writes until the last answer has come or is awaited, or the reader is gone.
     *
     * @throws ProblemException when the first of it is refused; a later refusal is an event
     */
    void write(UUID id, Caller.User reader, HttpServletResponse response) throws IOException {
        Progress progress = questions.progress(id, reader);
        QuestionView view = questions.find(id, reader, reader.language());
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        OutputStream out = response.getOutputStream();
        // At once, so that the reader knows that it is being served.
        write(out, SIGN_OF_LIFE);
        BitSet sent = new BitSet();
        long begin = System.nanoTime();
        try {
            event(out, "notice", view.notice());
            send(out, view, sent);
            while (progress.asking() && System.nanoTime() - begin < LONGEST.toNanos()) {
                progress = awaitMore(progress, id, reader, out);
                send(out, questions.find(id, reader, reader.language()), sent);
            }
            event(out, progress.asking() ? "more" : "end", new Come(sent.cardinality()));
        } catch (ProblemException refused) {
            event(
                    out,
                    "problem",
                    new Refused(
                            refused.problem().code(),
                            refused.rule(),
                            texts.detail(refused.problem(), Locale.of(reader.language()))));
        }
    }

    private Progress awaitMore(Progress last, UUID id, Caller.User reader, OutputStream out) throws IOException {
        long spoken = System.nanoTime();
        Progress now = last;
        while (now.asking() && now.stored() == last.stored()) {
            if (System.nanoTime() - spoken > SILENCE.toNanos()) {
                write(out, SIGN_OF_LIFE);
                spoken = System.nanoTime();
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("ended by the service", e);
            }
            now = questions.progress(id, reader);
        }
        return now;
    }

    private void send(OutputStream out, QuestionView view, BitSet sent) throws IOException {
        List<QuestionView.ServiceView> services = view.services();
        for (int place = 0; place < services.size(); place++) {
            if (!sent.get(place) && !services.get(place).state().equals("ASKING")) {
                sent.set(place);
                event(out, "answer", services.get(place));
            }
        }
    }

    private void event(OutputStream out, String name, Object data) throws IOException {
        // JSON on one line: a line break within a value is escaped.
        write(out, "event: " + name + "\ndata: " + json.writeValueAsString(data) + "\n\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** How many services, each by subject, have an outcome. */
    private record Come(int answers) {}

    /** Why nothing more is shown. */
    private record Refused(String code, String rule, String detail) {}
}
