package kz.negiz.gateway.session;

import java.time.Instant;
import java.util.UUID;

/**
 * A session that has not ended.
 *
 * @param id its opaque name, fit for the log; knowing it lets nobody in
 * @param expires when it ends at the latest
 * @param boundToKey whether its token counts only with proofs by a key, as an information system's does; else it is a browser's
 */
public record OpenSession(
        UUID id, UUID account, Instant started, Instant seen, Instant expires, String address, boolean boundToKey) {}
