package kz.negiz.video.access;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What an owner signs: the access to a warehouse, as an answer to a request or as the notice of a change.
 *
 * @param audience the installation
 * @param id the hand-over; a document counts once
 * @param issued when the server put it together, to the millisecond
 * @param request the answered request; empty for a change
 * @param changedAt the moment of the change; empty for an answer
 * @param language of the words
 */
record AccessDocument(
        String audience,
        UUID id,
        Instant issued,
        UUID warehouse,
        String warehouseName,
        Optional<UUID> request,
        Optional<Instant> changedAt,
        Access access,
        String language) {

    static final String TYPE = "kz.negiz.video-access";
    static final int VERSION = 1;

    AccessDocument {
        if (request.isPresent() == changedAt.isPresent()) {
            throw new IllegalArgumentException("an answer to a request, or the notice of a change");
        }
    }

    /** Nothing of the access belongs into a log. */
    @Override
    public String toString() {
        return "AccessDocument[" + id + "]";
    }
}
