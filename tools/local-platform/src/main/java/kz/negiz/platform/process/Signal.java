package kz.negiz.platform.process;

/** The signals that are sent to children, by their POSIX names. */
public enum Signal {
    INT,
    TERM,
    QUIT,
    KILL,
    STOP,
    CONT
}
