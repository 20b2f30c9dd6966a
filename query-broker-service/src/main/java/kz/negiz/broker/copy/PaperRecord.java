package kz.negiz.broker.copy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import kz.negiz.kit.receipt.Receipt;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.portal.RuleReference;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** A record on paper, in the words of its page. */
@Component
class PaperRecord {

    private final MessageSource texts;
    private final RuleReference rules;
    private final PaperQuestion question = new PaperQuestion();

    PaperRecord(MessageSource texts, RuleReference rules) {
        this.texts = texts;
        this.rules = rules;
    }

    /** Which copy it is, and of whom. */
    record Copy(UUID id, Instant takenAt, String taker) {

        @Override
        public String toString() {
            return "Copy[" + id + "]";
        }
    }

    /** The record as PDF. */
    byte[] of(CopiedRecord record, Copy copy, Locale language) {
        PaperWords words = new PaperWords(texts, rules, language);
        String title = words.of(
                "paper.title." + record.kind(), String.valueOf(record.receipt().userNumber()));
        String watermark = words.of("paper.watermark", copy.taker(), AstanaTime.exact(copy.takenAt()));
        try (Paper paper = new Paper(watermark)) {
            paper.title(title);
            paper.sentence(words.of("answer.confidential"));
            paper.heading(words.of("paper.head." + record.kind()));
            switch (record) {
                case CopiedRecord.OfQuestion of -> question.write(paper, words, of);
                case CopiedRecord.OfEncumbrance of -> PaperEncumbrance.write(paper, words, of);
            }
            receipt(paper, words, record.receipt());
            paper.heading(words.of("paper.copy"));
            paper.fact(words.of("paper.copy.taker"), copy.taker());
            paper.fact(words.of("paper.copy.time"), AstanaTime.exact(copy.takenAt()));
            paper.fact(words.of("paper.copy.id"), copy.id().toString());
            paper.small(words.of(
                    "copy.notice.material", words.basis(record.material()), CopyRule.ATTACHED.in(record.order())));
            paper.small(words.of("copy.notice.destroy", CopyRule.LOCAL_COPY.in(record.order())));
            int pages = paper.pages();
            return paper.finish(
                    title,
                    language.getLanguage(),
                    copy.takenAt(),
                    page -> List.of(
                            words.of("paper.foot", record.id().toString(), String.valueOf(page), String.valueOf(pages)),
                            words.of("answer.confidential")));
        }
    }

    private static void receipt(Paper paper, PaperWords words, Receipt receipt) {
        paper.heading(words.of("answer.receipt"));
        paper.fact(words.of("answer.receipt.own"), String.valueOf(receipt.userNumber()));
        paper.fact(words.of("answer.receipt.number"), String.valueOf(receipt.number()));
        paper.fact(words.of("answer.receipt.event"), receipt.event().toString());
        paper.fact(words.of("answer.receipt.leaf"), receipt.leafHash());
    }
}
