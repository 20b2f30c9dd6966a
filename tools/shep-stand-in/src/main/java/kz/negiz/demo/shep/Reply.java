package kz.negiz.demo.shep;

/** What goes back over HTTP. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Reply(int status, String contentType, byte[] body) {

    static Reply xml(int status, byte[] body) {
        return new Reply(status, "text/xml; charset=utf-8", body);
    }
}
