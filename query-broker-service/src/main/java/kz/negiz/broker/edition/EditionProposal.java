package kz.negiz.broker.edition;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An edition that is prepared: it waits for two signatures, or has got them, or never will.
 *
 * @param base the edition that it was built on
 * @param shipped digest of the edition that came with the program, where it was made of one; otherwise empty
 * @param account who prepared it
 * @param document the exact bytes that both operators sign
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record EditionProposal(
        UUID id,
        int number,
        int base,
        Instant validFrom,
        String source,
        String sha256,
        String shipped,
        UUID account,
        EditionChanges.Counts counts,
        byte[] document,
        Instant prepared,
        List<Signed> signed,
        State state) {

    EditionProposal {
        signed = List.copyOf(signed);
    }

    /** Who has signed, and when. */
    record Signed(UUID account, Instant at) {}

    /** What can become of it. */
    enum State {
        /** Nobody has signed yet: it is nobody's proposal, and only who prepared it can make it one. */
        PREPARED,
        /** Nobody signed in time. */
        LAPSED,
        /** One operator has signed. */
        WAITS,
        /** Two have: it is an edition. */
        CONFIRMED,
        WITHDRAWN,
        /** Another edition was confirmed since. */
        OVERTAKEN,
        /** Its moment is too near, or past. */
        LATE
    }

    /** Whether a signature or a withdrawal can still change it. */
    public boolean isOpen() {
        return state == State.PREPARED || state == State.WAITS;
    }

    boolean isSignedBy(UUID operator) {
        return signed.stream().anyMatch(each -> each.account().equals(operator));
    }
}
