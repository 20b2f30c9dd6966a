package kz.negiz.demo.sources.world;

/** Something that a number led to, with whom it belongs to. */
public record Owned<T>(Subject owner, T object) {}
