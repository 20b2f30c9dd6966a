package kz.negiz.auditlog.disclosure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import kz.negiz.log.export.ExportScope;

/**
 * What a prosecutor signs: whose events of which period, and the document that is the ground.
 *
 * @param audience the installation
 * @param id the request; a document counts once
 * @param issued when the server put it together, to the millisecond
 * @param account the prosecutor's
 * @param groundBytes length of the attached document
 * @param groundSha256 base64url of its SHA-256
 * @param language of the words
 */
record RequestDocument(
        String audience,
        UUID id,
        Instant issued,
        UUID account,
        ExportScope scope,
        Instant from,
        Instant to,
        Ground ground,
        String number,
        LocalDate date,
        int groundBytes,
        String groundSha256,
        String language) {

    static final String TYPE = "kz.negiz.disclosure-request";
    static final int VERSION = 1;
}
