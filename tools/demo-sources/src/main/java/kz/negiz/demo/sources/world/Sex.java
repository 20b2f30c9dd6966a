package kz.negiz.demo.sources.world;

/** As the seventh digit of an IIN tells. */
public enum Sex {
    MALE,
    FEMALE
}
