package kz.negiz.rules;

import java.util.regex.Pattern;

/** Identity documents by whose number a person can be named. The forms of the numbers are settled by us. */
public enum DocumentKind {
    /** Of a citizen: nine digits. */
    IDENTITY_CARD("[0-9]{9}"),
    /** Of a citizen: N and eight digits. */
    PASSPORT("N[0-9]{8}"),
    /** Of a foreigner who lives in the country: nine digits. */
    RESIDENCE_PERMIT("[0-9]{9}"),
    /** A passport of another state; their numbers have no common form. */
    FOREIGN_PASSPORT("(?=.*[0-9])[A-Z0-9]{5,20}");

    private final Pattern form;

    DocumentKind(String form) {
        this.form = Pattern.compile(form);
    }

    boolean isForm(String number) {
        return form.matcher(number).matches();
    }
}
