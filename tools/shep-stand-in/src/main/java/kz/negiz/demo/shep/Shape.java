package kz.negiz.demo.shep;

/** How an owner's data lie in the message. */
public enum Shape {
    /** Elements. */
    INLINE,
    /** Text with escaped markup. */
    TEXT,
    /** Text in a CDATA section. */
    CDATA,
    /** Elements, and {@code data} itself in a namespace. */
    NAMESPACED
}
