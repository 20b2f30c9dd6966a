package kz.negiz.broker.question;

import java.util.Optional;
import kz.negiz.broker.document.QuestionDocument;
import kz.negiz.broker.refusal.BrokerProblem;

/** A submission that is no acceptable question: its form, signature, time, signer or id refuses it before the rules do. */
final class NotAccepted extends Exception {

    private static final long serialVersionUID = 1L;

    private final BrokerProblem problem;
    private final String rule;
    private final transient Object[] arguments;
    private final transient Optional<QuestionDocument> document;
    private final boolean signed;

    private NotAccepted(
            BrokerProblem problem,
            String rule,
            Object[] arguments,
            Optional<QuestionDocument> document,
            boolean signed) {
        super(problem.code());
        this.problem = problem;
        this.rule = rule;
        this.arguments = arguments;
        this.document = document;
        this.signed = signed;
    }

    /** Nothing could be read. */
    static NotAccepted unread(BrokerProblem problem, String rule, Object... arguments) {
        return new NotAccepted(problem, rule, arguments, Optional.empty(), false);
    }

    /** Read, but its signature does not stand: nothing in it is anybody's word. */
    static NotAccepted unsigned(BrokerProblem problem, String rule, QuestionDocument document, Object... arguments) {
        return new NotAccepted(problem, rule, arguments, Optional.of(document), false);
    }

    /** Read and signed by somebody; its id is used up. */
    static NotAccepted signed(BrokerProblem problem, String rule, QuestionDocument document, Object... arguments) {
        return new NotAccepted(problem, rule, arguments, Optional.of(document), true);
    }

    BrokerProblem problem() {
        return problem;
    }

    String rule() {
        return rule;
    }

    Object[] arguments() {
        return arguments.clone();
    }

    Optional<QuestionDocument> document() {
        return document;
    }

    /** Whether the document is somebody's word. */
    boolean isSigned() {
        return signed;
    }
}
