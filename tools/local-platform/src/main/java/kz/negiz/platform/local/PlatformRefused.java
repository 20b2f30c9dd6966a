package kz.negiz.platform.local;

/** The platform was asked for something that it cannot do now; the message is a sentence for the person who asked. */
public final class PlatformRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PlatformRefused(String message) {
        super(message);
    }
}
