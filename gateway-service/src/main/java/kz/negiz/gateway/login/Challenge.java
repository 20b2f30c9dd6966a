package kz.negiz.gateway.login;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a login is to sign: bytes that a person can read, for one use by one browser, or by the key that they name.
 *
 * @param content the exact bytes
 * @param keyThumbprint the key of an information system
 */
record Challenge(UUID id, byte[] content, Instant issued, Optional<byte[]> keyThumbprint) {

    /** How a challenge is written, and so how it is signed. */
    enum Form {
        /** Plain text, for a CMS signature. */
        CMS,
        /** The same text in an XML element of its own, for an enveloped XML signature. */
        XML
    }

    Form form() {
        return content[0] == '<' ? Form.XML : Form.CMS;
    }
}
