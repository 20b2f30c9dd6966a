package kz.negiz.cli.ncalayer;

import java.util.Locale;

/** What may go wrong at the next signing, for tests and demos. */
public enum Mishap {
    CANCEL("the person presses Cancel"),
    ERROR("the program answers with an error"),
    CLOSE("the program is closed while its window is open"),
    GARBAGE("the answer is no JSON"),
    ARRAY("one document is answered by an array of one, as some versions do"),
    CRLF("the PEM has CR LF lines"),
    BARE_BASE64("bare base64 where PEM is usual"),
    OTHER_CONTENT("something else is signed than was asked"),
    CORRUPT("a bit of the signature is wrong"),
    NO_BASICS("the module basics is missing; the page goes on with commonUtils"),
    NO_MODULES("basics and commonUtils are missing"),
    NO_TOKEN("no token is connected; after no-basics the page hears of it"),
    TWO_TOKENS("KAZTOKEN and an identity card are connected; after no-basics the page asks which");

    private final String words;

    Mishap(String words) {
        this.words = words;
    }

    /** How the control page calls it. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String words() {
        return words;
    }

    static Mishap titled(String title) {
        return valueOf(title.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
