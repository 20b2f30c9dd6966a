package kz.negiz.broker.intake;

import java.util.Optional;
import kz.negiz.broker.document.SignedRequest;
import kz.negiz.eds.Evidence;
import kz.negiz.kit.standing.Standing;
import kz.negiz.rules.Asker;

/**
 * A request whose form, signature and signer stand.
 *
 * @param onBehalfOf the officer for whom a system asks
 * @param session the session that carried it
 */
public record Accepted<D extends SignedRequest>(
        D document,
        Submission submission,
        Evidence evidence,
        Standing.Good signer,
        Optional<Standing.Good> onBehalfOf,
        Asker asker,
        String session) {

    /** The department that answers for the request: the officer's. */
    public String department() {
        return onBehalfOf.orElse(signer).department();
    }
}
