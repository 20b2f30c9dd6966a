package kz.negiz.gateway.trust;

/** The trust list has a new content, and is in force already. */
public record TrustListChanged(long number) {}
