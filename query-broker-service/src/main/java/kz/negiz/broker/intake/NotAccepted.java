package kz.negiz.broker.intake;

import java.util.Optional;
import kz.negiz.audit.StoredEvent;
import kz.negiz.broker.document.SignedRequest;
import kz.negiz.broker.refusal.BrokerProblem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.receipt.Receipts;

/** A submission that is no acceptable request: its form, signature, time, signer or id refuses it before the rules do. */
public final class NotAccepted extends Exception {

    private static final long serialVersionUID = 1L;

    private final BrokerProblem problem;
    private final String rule;
    private final transient Object[] arguments;
    private final transient Optional<SignedRequest> document;
    private final boolean signed;

    private NotAccepted(
            BrokerProblem problem, String rule, Object[] arguments, Optional<SignedRequest> document, boolean signed) {
        super(problem.code());
        this.problem = problem;
        this.rule = rule;
        this.arguments = arguments;
        this.document = document;
        this.signed = signed;
    }

    /** Nothing could be read. */
    public static NotAccepted unread(BrokerProblem problem, String rule, Object... arguments) {
        return new NotAccepted(problem, rule, arguments, Optional.empty(), false);
    }

    /** Read, but its signature does not stand: nothing in it is anybody's word. */
    public static NotAccepted unsigned(
            BrokerProblem problem, String rule, SignedRequest document, Object... arguments) {
        return new NotAccepted(problem, rule, arguments, Optional.of(document), false);
    }

    /** Read and signed by somebody; its id is used up. */
    public static NotAccepted signed(BrokerProblem problem, String rule, SignedRequest document, Object... arguments) {
        return new NotAccepted(problem, rule, arguments, Optional.of(document), true);
    }

    /** What its sender is told, with the promise that it stands in the log. */
    public ProblemException problem(StoredEvent event, Receipts receipts) {
        ProblemException told =
                new ProblemException(problem, arguments).rule(rule).with("receipt", receipts.of(event));
        document.ifPresent(request -> told.with("question", request.id().toString()));
        if (arguments.length > 1) {
            told.with("reason", arguments[1]);
        }
        return told;
    }

    BrokerProblem problem() {
        return problem;
    }

    String rule() {
        return rule;
    }

    Optional<SignedRequest> document() {
        return document;
    }

    /** Whether the document is somebody's word. */
    boolean isSigned() {
        return signed;
    }
}
