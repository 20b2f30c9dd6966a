package kz.negiz.broker.question;

import java.util.UUID;
import kz.negiz.broker.document.QuestionDocument;
import kz.negiz.broker.document.QuestionFields;
import kz.negiz.broker.document.QuestionWords;
import kz.negiz.broker.edition.Editions;
import kz.negiz.broker.intake.RequestIds;
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
    private final RequestIds ids;

    Drafts(PlatformProperties platform, Editions editions, RequestIds ids) {
        this.platform = platform;
        this.editions = editions;
        this.ids = ids;
    }

    /** A document for these fields, with its words. */
    public QuestionDocument issue(QuestionFields fields) {
        Edition edition = editions.current().edition();
        UUID id = ids.next();
        return QuestionDocument.issue(
                platform.audience(), id, RequestIds.madeAt(id), fields, edition.number(), new QuestionWords(edition));
    }
}
