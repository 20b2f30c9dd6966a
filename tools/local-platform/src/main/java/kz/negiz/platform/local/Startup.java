package kz.negiz.platform.local;

/** How the services' JVMs begin. */
public enum Startup {
    /** With what an earlier training has left, where there was one. */
    NORMAL,
    /** Noting which classes and methods the work at hand needs; what was noted is written when the JVM ends. */
    RECORDING
}
