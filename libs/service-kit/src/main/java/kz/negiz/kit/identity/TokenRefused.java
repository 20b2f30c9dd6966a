package kz.negiz.kit.identity;

/** A token that does not stand; the message names the reason for the service's own log and never repeats the token. */
public final class TokenRefused extends Exception {

    private static final long serialVersionUID = 1L;

    TokenRefused(String reason) {
        super(reason);
    }
}
