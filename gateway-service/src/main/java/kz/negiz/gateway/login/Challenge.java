package kz.negiz.gateway.login;

import java.time.Instant;
import java.util.UUID;

/**
 * What a login is to sign: bytes that a person can read, for one use by one browser.
 *
 * @param content the exact bytes
 */
record Challenge(UUID id, byte[] content, Instant issued) {}
