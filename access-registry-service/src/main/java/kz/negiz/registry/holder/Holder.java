package kz.negiz.registry.holder;

import java.util.regex.Pattern;
import kz.negiz.eds.NationalNumber;
import kz.negiz.kit.identity.AccountKind;

/**
 * Who holds an account: a natural person by IIN, a natural person acting for an organisation by IIN and BIN, or an information
 * system by the BIN of its body and the object identifier that its certificate names.
 *
 * @param iin empty for an information system
 * @param bin empty for a natural person
 * @param system empty for everybody but an information system
 */
public record Holder(String iin, String bin, String system) {

    /** An object identifier in the one way of writing it, so that a system has one account. */
    private static final Pattern IDENTIFIER = Pattern.compile("[0-2](\\.(0|[1-9]\\d{0,38})){1,20}");

    public Holder {
        boolean byBody = NationalNumber.isWellFormed(bin);
        boolean known = system.isEmpty()
                ? NationalNumber.isWellFormed(iin) && (bin.isEmpty() || byBody)
                : iin.isEmpty() && byBody && IDENTIFIER.matcher(system).matches();
        if (!known) {
            throw new IllegalArgumentException(
                    "not a holder: twelve digits, the last one the right check digit; a system by BIN and identifier");
        }
    }

    public static Holder person(String iin) {
        return new Holder(iin, "", "");
    }

    /** What the account of this holder is. */
    public AccountKind kind() {
        if (!system.isEmpty()) {
            return AccountKind.SYSTEM;
        }
        return bin.isEmpty() ? AccountKind.PERSON : AccountKind.ORGANISATION;
    }

    /** The numbers stay out of log lines. */
    @Override
    public String toString() {
        return "Holder[" + kind() + "]";
    }
}
