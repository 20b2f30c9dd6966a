package kz.negiz.video.page;

import java.time.Instant;

/**
 * A notice of a change as a line of a table.
 *
 * @param breach whether it came later than allowed (R283-5a)
 */
public record ChangeLine(String channel, Instant changedAt, Instant notifiedAt, boolean breach) {}
