package kz.negiz.demo.shep;

/** How an owner's data lie in the message. */
public enum Shape {
    /** Elements; an owner may also sign {@code data} itself, which then stays as it is. */
    INLINE,
    /** Text with escaped markup. */
    TEXT,
    /** Text in a CDATA section. */
    CDATA,
    /** Elements, and {@code data} itself in a namespace. */
    NAMESPACED
}
