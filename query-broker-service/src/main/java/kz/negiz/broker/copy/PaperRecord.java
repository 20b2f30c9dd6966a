package kz.negiz.broker.copy;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import kz.negiz.broker.page.AnswerContent;
import kz.negiz.broker.page.AnswerReader;
import kz.negiz.broker.page.FieldNames;
import kz.negiz.broker.question.QuestionView;
import kz.negiz.broker.question.RecordInFull;
import kz.negiz.eds.Evidence;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.portal.RuleReference;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** A record on paper, in the words of its page. */
@Component
class PaperRecord {

    private final MessageSource texts;
    private final RuleReference rules;
    private final FieldNames names = new FieldNames();

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
    byte[] of(RecordInFull record, Copy copy, Locale language) {
        Words words = new Words(language);
        QuestionView view = record.view();
        String title = words.of("paper.title", String.valueOf(view.receipt().userNumber()));
        String watermark = words.of("paper.watermark", copy.taker(), AstanaTime.exact(copy.takenAt()));
        try (Paper paper = new Paper(watermark)) {
            paper.title(title);
            paper.sentence(words.of("answer.confidential"));
            head(paper, words, record);
            paper.heading(words.of("answer.signed"));
            view.words().forEach(paper::sentence);
            paper.heading(words.of("answer.services"));
            if (!view.outcome().equals("PERMITTED")) {
                paper.sentence(words.of("list.outcome." + view.outcome()) + ". " + words.of("answer.unasked"));
            }
            view.services().forEach(service -> answer(paper, words, service));
            receipt(paper, words, view);
            paper.heading(words.of("paper.copy"));
            paper.fact(words.of("paper.copy.taker"), copy.taker());
            paper.fact(words.of("paper.copy.time"), AstanaTime.exact(copy.takenAt()));
            paper.fact(words.of("paper.copy.id"), copy.id().toString());
            paper.small(words.of(
                    "copy.notice.material",
                    words.of("answer.basis." + view.basisKind()) + " " + view.basisNumber(),
                    CopyRule.ATTACHED.in(record.order())));
            paper.small(words.of("copy.notice.destroy", CopyRule.LOCAL_COPY.in(record.order())));
            int pages = paper.pages();
            return paper.finish(
                    title,
                    language.getLanguage(),
                    copy.takenAt(),
                    page -> List.of(
                            words.of("paper.foot", view.id().toString(), String.valueOf(page), String.valueOf(pages)),
                            words.of("answer.confidential")));
        }
    }

    private void head(Paper paper, Words words, RecordInFull record) {
        QuestionView view = record.view();
        Evidence evidence = record.evidence();
        paper.heading(words.of("paper.question"));
        paper.fact(words.of("paper.id"), view.id().toString());
        paper.fact(words.of("answer.asked"), AstanaTime.exact(view.received()));
        paper.fact(words.of("answer.asker"), view.asker());
        paper.fact(words.of("answer.profile"), view.profileTitle());
        paper.fact(words.of("answer.basis"), words.of("answer.basis." + view.basisKind()) + " " + view.basisNumber());
        paper.fact(words.of("answer.purpose"), view.purpose());
        paper.fact(words.of("list.outcome"), words.of("list.outcome." + view.outcome()));
        paper.fact(words.of("paper.edition"), String.valueOf(view.edition()));
        paper.fact(
                words.of("paper.signature"),
                words.of(
                        "paper.signature.good",
                        AstanaTime.exact(evidence.validatedAt()),
                        String.valueOf(evidence.bundleNumber()),
                        evidence.signer().certificate().getSerialNumber().toString(16)));
    }

    private void answer(Paper paper, Words words, QuestionView.ServiceView service) {
        QuestionView.SubjectView subject = service.subject();
        paper.subheading(
                subject == null
                        ? service.title()
                        : service.title() + " · " + words.of("answer.subject." + subject.label()) + " "
                                + subject.value());
        paper.sentence(words.of("answer.state." + service.state())
                + (service.level() == null ? "" : ", " + words.of("answer.level." + service.level()))
                + (service.article() == null ? "" : " " + service.article())
                + (service.footing() == null ? "" : ", " + words.of("answer.footing." + service.footing())));
        String rule = service.rule();
        if ("REDUCED".equals(service.level()) && rule != null) {
            paper.small(words.of("answer.left") + " " + words.of("reduction." + rule) + ". " + place(rule));
        }
        if (service.detail() != null && rule != null) {
            paper.small(service.detail() + " " + place(rule));
        }
        switch (service.state()) {
            case "SOURCE_SILENT" -> paper.small(words.of("answer.silent"));
            case "SOURCE_REFUSED" -> paper.small(words.of("answer.refused"));
            case "ANSWER_INVALID" -> paper.small(words.of("answer.invalid"));
            case "AWAITED" -> paper.small(words.of("answer.awaited"));
            case "NOT_ANSWERED" -> paper.small(words.of("answer.missing"));
            default -> {
                var data = service.content();
                if (data != null) {
                    AnswerContent content =
                            new AnswerReader(names, service.service(), words.language.getLanguage()).read(data);
                    if (content.isEmpty()) {
                        paper.small(words.of("answer.nothing"));
                    }
                    content(paper, words, content);
                }
                Instant retrieved = service.retrievedAt();
                if (retrieved != null) {
                    paper.small(words.of("answer.retrieved") + " " + AstanaTime.exact(retrieved));
                }
            }
        }
    }

    private String place(String rule) {
        return rules.place(rule) + " (" + rule + ")";
    }

    private static void content(Paper paper, Words words, AnswerContent content) {
        content.facts().forEach(fact -> paper.fact(fact.name(), text(fact.lines())));
        for (AnswerContent.Section section : content.sections()) {
            if (section.kind().equals("graph")) {
                // What is drawn stands in the list that follows, with everything about it.
                continue;
            }
            paper.subheading(section.name());
            switch (section.kind()) {
                case "table" ->
                    paper.table(
                            section.columns().stream()
                                    .map(AnswerContent.Column::name)
                                    .toList(),
                            section.rows().stream()
                                    .map(row ->
                                            row.stream().map(PaperRecord::text).toList())
                                    .toList());
                case "picture" -> {
                    String address = section.picture();
                    if (!paper.picture(Base64.getDecoder().decode(address.substring(address.indexOf(',') + 1)))) {
                        paper.small(words.of("paper.picture"));
                    }
                }
                default -> content(paper, words, section.content());
            }
        }
    }

    private static String text(List<List<AnswerContent.Value>> lines) {
        return lines.stream()
                .map(line -> line.stream().map(AnswerContent.Value::text).collect(Collectors.joining(", ")))
                .collect(Collectors.joining("\n"));
    }

    private static void receipt(Paper paper, Words words, QuestionView view) {
        paper.heading(words.of("answer.receipt"));
        paper.fact(words.of("answer.receipt.own"), String.valueOf(view.receipt().userNumber()));
        paper.fact(
                words.of("answer.receipt.number"), String.valueOf(view.receipt().number()));
        paper.fact(words.of("answer.receipt.event"), view.receipt().event().toString());
        paper.fact(words.of("answer.receipt.leaf"), view.receipt().leafHash());
    }

    /** The texts of a language. */
    private final class Words {

        private final Locale language;

        Words(Locale language) {
            this.language = language;
        }

        String of(String key, Object... arguments) {
            return texts.getMessage(key, arguments, language);
        }
    }
}
