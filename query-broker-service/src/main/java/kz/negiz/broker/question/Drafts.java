package kz.negiz.broker.question;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.UUIDClock;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import kz.negiz.broker.document.QuestionDocument;
import kz.negiz.broker.document.QuestionFields;
import kz.negiz.broker.document.QuestionWords;
import kz.negiz.broker.edition.Editions;
import kz.negiz.kit.http.PlatformProperties;
import kz.negiz.rules.Edition;
import org.springframework.stereotype.Component;

/**
 * Issues documents to be signed. Nothing is kept of them and nothing is decided yet: a document that nobody signs is nobody's
 * question.
 */
@Component
public class Drafts {

    private final PlatformProperties platform;
    private final Editions editions;
    private final TimeBasedEpochGenerator ids;

    Drafts(PlatformProperties platform, Editions editions, Clock clock) {
        this.platform = platform;
        this.editions = editions;
        this.ids = Generators.timeBasedEpochGenerator(null, new UUIDClock() {
            @Override
            public long currentTimeMillis() {
                return clock.millis();
            }
        });
    }

    /** A document for these fields, with its words. */
    public QuestionDocument issue(QuestionFields fields) {
        Edition edition = editions.current().edition();
        UUID id = ids.generate();
        Instant issued = Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
        return QuestionDocument.issue(
                platform.audience(), id, issued, fields, edition.number(), new QuestionWords(edition));
    }
}
