package kz.negiz.registry.account;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** How a user is reached; kept sealed. */
record Contacts(
        @Nullable @Pattern(regexp = "[+0-9 ()-]{3,32}") String workPhone,
        @Nullable @Pattern(regexp = "[+0-9 ()-]{3,32}") String mobilePhone,

        @Nullable @Size(max = 254) @Pattern(regexp = "[^@\\s]+@[^@\\s]+")
        String email) {

    static final Contacts NONE = new Contacts(null, null, null);

    @Override
    public String toString() {
        return "Contacts[…]";
    }
}
