package kz.negiz.demo.sources.world;

/** A person with a share in an organisation, in percent. */
public record Founder(Person person, int share) {}
