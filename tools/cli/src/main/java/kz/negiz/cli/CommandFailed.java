package kz.negiz.cli;

/** A command that could not do what it was asked; the message says what is wrong and what to do. */
public final class CommandFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    public CommandFailed(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
