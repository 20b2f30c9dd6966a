package kz.negiz.broker.copy;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import kz.negiz.broker.page.AnswerContent;
import kz.negiz.broker.page.AnswerReader;
import kz.negiz.broker.page.FieldNames;
import kz.negiz.broker.question.QuestionView;
import kz.negiz.kit.time.AstanaTime;

/** A question with its answers on paper. */
final class PaperQuestion {

    private final FieldNames names = new FieldNames();

    void write(Paper paper, PaperWords words, CopiedRecord.OfQuestion record) {
        QuestionView view = record.whole().view();
        head(paper, words, record);
        paper.heading(words.of("answer.signed"));
        view.words().forEach(paper::sentence);
        paper.heading(words.of("answer.services"));
        if (!view.outcome().equals("PERMITTED")) {
            paper.sentence(words.of("list.outcome." + view.outcome()) + ". " + words.of("answer.unasked"));
        }
        view.services().forEach(service -> answer(paper, words, service));
    }

    private static void head(Paper paper, PaperWords words, CopiedRecord.OfQuestion record) {
        QuestionView view = record.whole().view();
        paper.fact(words.of("paper.id"), view.id().toString());
        paper.fact(words.of("answer.asked"), AstanaTime.exact(view.received()));
        paper.fact(words.of("answer.asker"), view.asker());
        paper.fact(words.of("answer.profile"), view.profileTitle());
        paper.fact(words.of("answer.basis"), words.basis(record.material()));
        paper.fact(words.of("answer.purpose"), view.purpose());
        paper.fact(words.of("list.outcome"), words.of("list.outcome." + view.outcome()));
        paper.fact(words.of("paper.edition"), String.valueOf(view.edition()));
        paper.fact(words.of("paper.signature"), words.proved(record.whole().evidence()));
    }

    private void answer(Paper paper, PaperWords words, QuestionView.ServiceView service) {
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
            paper.small(words.of("answer.left") + " " + words.of("reduction." + rule) + ". " + words.place(rule));
        }
        if (service.detail() != null && rule != null) {
            paper.small(service.detail() + " " + words.place(rule));
        }
        switch (service.state()) {
            case "SOURCE_SILENT" -> paper.small(words.of("answer.silent"));
            case "SOURCE_REFUSED" -> paper.small(words.of("answer.refused"));
            case "ANSWER_INVALID" -> paper.small(words.of("answer.invalid"));
            case "OWNER_UNPROVED" -> paper.small(words.of("answer.unproved"));
            case "AWAITED" -> paper.small(words.of("answer.awaited"));
            case "NOT_ANSWERED" -> paper.small(words.of("answer.missing"));
            default -> {
                var data = service.content();
                if (data != null) {
                    AnswerContent content = new AnswerReader(
                                    names, service.service(), words.language().getLanguage())
                            .read(data);
                    if (content.isEmpty()) {
                        paper.small(words.of("answer.nothing"));
                    }
                    content(paper, words, content);
                }
                Instant retrieved = service.retrievedAt();
                if (retrieved != null) {
                    paper.small(words.of("answer.retrieved") + " " + AstanaTime.exact(retrieved));
                }
                QuestionView.OwnerView owner = service.owner();
                if (owner != null) {
                    paper.small(words.of(
                            "answer.owner", owner.organisation(), owner.bin(), AstanaTime.exact(owner.verifiedAt())));
                    paper.small(words.of("paper.owner.digest", owner.messageSha256()));
                }
            }
        }
    }

    private static void content(Paper paper, PaperWords words, AnswerContent content) {
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
                                    .map(row -> row.stream()
                                            .map(PaperQuestion::text)
                                            .toList())
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
}
