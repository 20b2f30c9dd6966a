package kz.negiz.rules;

/**
 * One of the bases that a question for other tasks chooses from (R150-20).
 *
 * @param placeholder whether it only stands in until the operator supplies the real list
 */
public record ChosenBasis(String code, Title title, boolean placeholder) {}
