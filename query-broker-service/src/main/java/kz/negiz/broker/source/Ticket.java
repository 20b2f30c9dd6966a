package kz.negiz.broker.source;

import java.time.Instant;

/**
 * By what a late answer is fetched.
 *
 * @param chain what the gateway calls the exchange
 * @param lookFrom when whoever asks has given up waiting, so that somebody else may look
 * @param until the moment after which no answer is taken any more
 */
public record Ticket(String chain, Instant lookFrom, Instant until) {}
