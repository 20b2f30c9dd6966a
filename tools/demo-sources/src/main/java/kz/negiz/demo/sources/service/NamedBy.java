package kz.negiz.demo.sources.service;

/** What a question may name its subject by, beside IIN and BIN. */
enum NamedBy {
    DOCUMENT,
    VIN,
    PLATE,
    CADASTRAL_NUMBER,
    ADDRESS,
    NAME
}
