package kz.negiz.broker.encumbrance;

/**
 * To what material an encumbrance belongs.
 *
 * @param userNumber the system's own number of it
 * @param system the name in the certificate of the system that asked
 * @param basisNumber of the inspection, case or material; empty where none was named
 */
public record EncumbranceMaterial(long userNumber, String system, String basisKind, String basisNumber) {}
