package kz.negiz.demo.pki;

/** A text in Kazakh, Russian and English. */
public record Texts(String kk, String ru, String en) {}
