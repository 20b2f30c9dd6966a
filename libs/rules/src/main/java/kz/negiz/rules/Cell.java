package kz.negiz.rules;

/** What a cell of an annex says of a service under a profile. */
public enum Cell {
    FULL,
    REDUCED,
    LISTED_ARTICLES_ONLY,
    NONE
}
