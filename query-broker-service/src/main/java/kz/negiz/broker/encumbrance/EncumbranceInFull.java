package kz.negiz.broker.encumbrance;

import java.util.Optional;
import java.util.UUID;
import kz.negiz.eds.Evidence;
import kz.negiz.rules.Order;

/**
 * An encumbrance whole, for a copy that leaves the system: what a page shows of it, and the exact bytes that were signed.
 *
 * @param account the system that asked
 * @param officer who had to confirm it
 * @param order by which it was decided
 * @param signature the system's, as it came
 * @param evidence what the verdict on it rests on
 * @param confirmation the officer's signature over the same bytes; nothing where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EncumbranceInFull(
        EncumbranceView view,
        EncumbranceMaterial material,
        String profileTitle,
        String purpose,
        UUID account,
        UUID officer,
        Order order,
        byte[] document,
        byte[] signature,
        Evidence evidence,
        Optional<Confirmation> confirmation) {

    /** The officer's signature as it came, and what the verdict on it rests on. */
    public record Confirmation(byte[] signature, Evidence evidence) {

        @Override
        public String toString() {
            return "Confirmation[]";
        }
    }

    @Override
    public String toString() {
        return "EncumbranceInFull[" + view.id() + "]";
    }
}
