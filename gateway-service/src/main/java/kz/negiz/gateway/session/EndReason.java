package kz.negiz.gateway.session;

/** Why a session ended; the outcome of its last event. */
public enum EndReason {
    /** The user logged out. */
    LOGOUT(true),
    /** The user ended it from another session. */
    ENDED_BY_USER(true),
    /** A new login in the same browser took its place. */
    REPLACED(true),
    /** Not used for too long. */
    IDLE(false),
    /** Too long ago that the user logged in. */
    ABSOLUTE(false),
    /** The certificate of the login was revoked meanwhile. */
    CERTIFICATE_REVOKED(false),
    /** The account has no standing any more: blocked, or not registered. */
    NO_STANDING(false);

    private final boolean byUser;

    EndReason(boolean byUser) {
        this.byUser = byUser;
    }

    /** Whether the user did it; otherwise it was done to the user. */
    boolean isByUser() {
        return byUser;
    }
}
