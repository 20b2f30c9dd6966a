package kz.negiz.broker.edition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.audit.AuditOutbox;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.rules.Article;
import kz.negiz.rules.BodyProfile;
import kz.negiz.rules.Case;
import kz.negiz.rules.Cell;
import kz.negiz.rules.Profile;
import kz.negiz.rules.Rules;
import kz.negiz.rules.Ruling;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What an edition on record says of a case, asked of the rules alone; each answer is on record with its rules. */
@Component
class EditionRulings {

    private final Editions editions;
    private final AuditOutbox audit;
    private final TransactionTemplate transactions;

    EditionRulings(Editions editions, AuditOutbox audit, TransactionTemplate transactions) {
        this.editions = editions;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** A case as it was typed; article, body and role may be empty. */
    record Typed(String profile, String service, String article, String body, String role) {}

    /** What a profile has of a service, and who has the profile. */
    record Right(Profile profile, Cell level, String rule, List<BodyProfile> holders) {}

    /**
     * The ruling on a case.
     *
     * @throws ProblemException with the fields that the edition does not know
     */
    Ruling.Decided decide(Caller.User operator, int number, Typed typed) {
        Optional<Article> article = Article.parse(typed.article());
        if (!typed.article().isEmpty() && article.isEmpty()) {
            throw unknown("article");
        }
        Ruling.Decided decided = switch (editions.of(number)
                .ruling(new Case(typed.profile(), typed.service(), article, typed.body(), typed.role()))) {
            case Ruling.Decided found -> found;
            case Ruling.NotKnown(List<Ruling.Unknown> unknown) ->
                throw unknown(unknown.getFirst().field().name().toLowerCase(Locale.ROOT));
        };
        record(operator, "DECIDED", number, List.of(decided.rule()), typed.profile() + " " + typed.service());
        return decided;
    }

    /** Who has a service, and how much of it. */
    List<Right> whoCan(Caller.User operator, int number, String service) {
        Rules rules = editions.of(number);
        if (rules.edition().service(service).isEmpty()) {
            throw unknown("service");
        }
        List<Right> rights = new ArrayList<>();
        for (Profile profile : rules.edition().profiles()) {
            if (rules.ruling(new Case(profile.code(), service)) instanceof Ruling.Decided decided) {
                rights.add(new Right(
                        profile,
                        decided.level(),
                        decided.rule(),
                        rules.edition().holders(profile)));
            }
        }
        TreeSet<String> named = new TreeSet<>();
        rights.forEach(right -> named.add(right.rule()));
        record(operator, "WHO_CAN", number, named, service);
        return rights;
    }

    private void record(Caller.User operator, String outcome, int number, Iterable<String> rules, String asked) {
        transactions.executeWithoutResult(status -> audit.append(AuditEventDraft.of("RULES_ASKED", outcome)
                .account(operator.account())
                .body(operator.body())
                .department(operator.department())
                .session(operator.session())
                .edition(number)
                .rules(rules)
                .detail("asked", asked)));
    }

    private static ProblemException unknown(String field) {
        return new ProblemException(CommonProblem.INVALID_INPUT, field).with("fields", field);
    }
}
