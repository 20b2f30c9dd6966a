package kz.negiz.broker.source;

import java.util.UUID;
import kz.negiz.rules.BasisKind;
import kz.negiz.rules.Subject;

/**
 * One question to one database about one subject.
 *
 * @param requestId names this request to the database
 * @param basisNumber number of the inspection, case or material; empty where none is named
 */
public record SourceQuestion(
        UUID requestId, String service, Subject subject, String profile, BasisKind basisKind, String basisNumber) {}
