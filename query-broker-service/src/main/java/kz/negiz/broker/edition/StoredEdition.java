package kz.negiz.broker.edition;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An edition that counts, without its tables.
 *
 * @param proposal which two operators signed; empty for the edition that the database began with
 * @param begun whether its moment has come
 */
record StoredEdition(
        int number, Instant validFrom, String source, String sha256, Optional<UUID> proposal, boolean begun) {}
