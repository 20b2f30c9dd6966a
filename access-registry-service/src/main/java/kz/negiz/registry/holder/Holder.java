package kz.negiz.registry.holder;

import kz.negiz.eds.NationalNumber;

/**
 * Who holds an account: a natural person by IIN, or a natural person acting for an organisation by IIN and BIN.
 *
 * @param bin empty for a natural person
 */
public record Holder(String iin, String bin) {

    public Holder {
        if (!NationalNumber.isWellFormed(iin) || !(bin.isEmpty() || NationalNumber.isWellFormed(bin))) {
            throw new IllegalArgumentException("not an IIN or BIN: twelve digits, the last one the right check digit");
        }
    }

    public static Holder person(String iin) {
        return new Holder(iin, "");
    }

    public boolean isOrganisation() {
        return !bin.isEmpty();
    }

    /** The numbers stay out of log lines. */
    @Override
    public String toString() {
        return isOrganisation() ? "Holder[organisation]" : "Holder[person]";
    }
}
