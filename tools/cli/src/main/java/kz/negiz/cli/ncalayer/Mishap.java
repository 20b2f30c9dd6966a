package kz.negiz.cli.ncalayer;

/** What may go wrong at the next signing, for tests and demos. */
public enum Mishap {
    /** The person presses Cancel. */
    CANCEL,
    /** The program answers with an error. */
    ERROR,
    /** The program is closed while its window is open. */
    CLOSE,
    /** The answer is no JSON. */
    GARBAGE,
    /** One document is answered by an array of one, as some versions do. */
    ARRAY,
    /** The PEM has CR LF lines. */
    CRLF,
    /** Bare base64 where PEM is usual. */
    BARE_BASE64,
    /** Something else is signed than was asked. */
    OTHER_CONTENT,
    /** A bit of the signature is wrong. */
    CORRUPT
}
