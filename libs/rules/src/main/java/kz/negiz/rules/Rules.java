package kz.negiz.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Decides a question by one edition of the rules, in this order: body and role for the kind of basis, profile for the
 * service, and the basis itself. What is listed nowhere is denied.
 */
public final class Rules {

    private final Edition edition;

    public Rules(Edition edition) {
        this.edition = edition;
    }

    public Edition edition() {
        return edition;
    }

    /** What a register has to be asked first; nothing when no service could be permitted whatever it said. */
    public Lookup lookup(Asker asker, Ask ask) {
        if (admission(asker, ask).isPresent()) {
            return new Lookup.Nothing();
        }
        Profile profile = edition.profile(ask.profile()).orElseThrow();
        if (ask.services().stream()
                .allMatch(service -> closed(profile, service, ask).isPresent())) {
            return new Lookup.Nothing();
        }
        return switch (ask.basis()) {
            case Basis.Inspection inspection -> new Lookup.OfInspection(inspection.number());
            case Basis.CriminalCase named -> new Lookup.OfCase(named.number());
            case Basis.OptionalText text -> ofCase(text.namedCase());
            case Basis.Chosen chosen -> ofCase(chosen.namedCase());
        };
    }

    /** The decision on each service of the question, in its order. */
    public SequencedMap<String, Decision> decide(Asker asker, Ask ask, RegisterAnswer register) {
        SequencedMap<String, Decision> decisions = new LinkedHashMap<>();
        Optional<Decision> admission = admission(asker, ask);
        if (admission.isPresent()) {
            ask.services().forEach(service -> decisions.put(service, admission.get()));
            return decisions;
        }
        Profile profile = edition.profile(ask.profile()).orElseThrow();
        Optional<Decision> judgement = judgement(asker, ask, register);
        for (String service : ask.services()) {
            decisions.put(
                    service,
                    closed(profile, service, ask)
                            .or(() -> judgement)
                            .orElseGet(() -> level(profile, service, ask, register)));
        }
        return decisions;
    }

    /** The profiles that an officer may use, with the cell of each service that is not closed. */
    public SequencedMap<Profile, SequencedMap<Service, Cell>> openTo(Asker asker) {
        SequencedMap<Profile, SequencedMap<Service, Cell>> open = new LinkedHashMap<>();
        for (Profile profile : edition.profiles()) {
            if (right(asker.bodyKind(), asker.roleCode(), profile).isPresent()) {
                continue;
            }
            SequencedMap<Service, Cell> services = new LinkedHashMap<>();
            for (Service service : edition.services()) {
                Cell cell = edition.cell(profile, service);
                if (cell != Cell.NONE && service.kind() != Service.Kind.ENCUMBRANCE_ACTION) {
                    services.put(service, cell);
                }
            }
            open.put(profile, services);
        }
        return open;
    }

    /**
     * What the annexes say of a case, before any basis is looked at, with the comparisons that led there. A part of the
     * case that this edition does not have is told and never guessed.
     */
    public Ruling ruling(Case asked) {
        Optional<Profile> profile = edition.profile(asked.profile());
        Optional<Service> service = edition.service(asked.service());
        List<Ruling.Unknown> unknown = new ArrayList<>();
        if (profile.isEmpty()) {
            unknown.add(new Ruling.Unknown(Ruling.Field.PROFILE, asked.profile()));
        }
        if (service.isEmpty()) {
            unknown.add(new Ruling.Unknown(Ruling.Field.SERVICE, asked.service()));
        }
        if (!asked.bodyKind().isEmpty() && !edition.knowsBody(asked.bodyKind())) {
            unknown.add(new Ruling.Unknown(Ruling.Field.BODY, asked.bodyKind()));
        }
        if (!asked.roleCode().isEmpty()
                && edition.role(asked.roleCode()).isEmpty()
                && !edition.isSystem(asked.roleCode())) {
            unknown.add(new Ruling.Unknown(Ruling.Field.ROLE, asked.roleCode()));
        }
        return profile.isEmpty() || service.isEmpty() || !unknown.isEmpty()
                ? new Ruling.NotKnown(unknown)
                : decided(asked, profile.get(), service.get());
    }

    private Ruling decided(Case asked, Profile profile, Service service) {
        List<Finding> findings = new ArrayList<>();
        if (!asked.bodyKind().isEmpty() || !asked.roleCode().isEmpty()) {
            Optional<Decision.Refuse> refused = holds(asked.bodyKind(), asked.roleCode(), profile);
            findings.add(new Finding.Holder(
                    refused.map(Decision.Refuse::rule).orElseGet(() -> requirement(profile)),
                    asked.bodyKind(),
                    asked.roleCode(),
                    profile,
                    refused.map(Decision.Refuse::reason)));
            if (refused.isPresent()) {
                return new Ruling.Decided(Cell.NONE, refused.get().rule(), findings);
            }
        }
        Cell cell = edition.cell(profile, service);
        findings.add(
                new Finding.CellSays(profile.matrixRule(), profile, service, cell, edition.hasCell(profile, service)));
        if (cell != Cell.NONE && service.kind() == Service.Kind.ENCUMBRANCE_ACTION) {
            findings.add(new Finding.Action(profile.matrixRule(), service));
        }
        return switch (cell) {
            case FULL, NONE -> new Ruling.Decided(cell, profile.matrixRule(), findings);
            case REDUCED -> {
                Redaction redaction = edition.redaction(profile, service, new Level.Reduced(""));
                findings.add(new Finding.Reduced(redaction));
                yield new Ruling.Decided(cell, redaction.rule(), findings);
            }
            case LISTED_ARTICLES_ONLY -> {
                if (asked.article().isEmpty()) {
                    yield new Ruling.Decided(cell, "R150-9", findings);
                }
                Article article = asked.article().get();
                Optional<Article> listed = edition.listedArticles().stream()
                        .filter(entry -> entry.covers(article))
                        .findFirst();
                findings.add(new Finding.Listed(
                        "R150-9", article, listed, edition.listedArticles().size()));
                yield new Ruling.Decided(listed.isPresent() ? Cell.FULL : Cell.NONE, "R150-9", findings);
            }
        };
    }

    /** Empty when body and role have the profile; where only one of them is named, together with any of the other. */
    private Optional<Decision.Refuse> holds(String bodyKind, String roleCode, Profile profile) {
        boolean held = edition.holders(profile).stream()
                .filter(entry -> bodyKind.isEmpty() || entry.bodyKind().equals(bodyKind))
                .anyMatch(entry -> roleCode.isEmpty()
                        || (entry.actor() == BodyProfile.Actor.SYSTEM
                                ? entry.profileCode().equals(roleCode)
                                : entry.roleCode().equals(roleCode)));
        if (held) {
            return Optional.empty();
        }
        if (roleCode.isEmpty() || edition.isSystem(roleCode)) {
            return refusal(requirement(profile), Reason.BODY_WITHOUT_PROFILE);
        }
        String body = bodyKind.isEmpty()
                ? edition.bodyProfiles().stream()
                        .filter(entry -> entry.roleCode().equals(roleCode))
                        .map(BodyProfile::bodyKind)
                        .findFirst()
                        .orElse("")
                : bodyKind;
        return right(body, roleCode, profile);
    }

    private Optional<Decision> admission(Asker asker, Ask ask) {
        Optional<Profile> profile = edition.profile(ask.profile());
        if (profile.isEmpty()) {
            return refuse(GeneralRule.BY_ROLE_AND_PROFILE.in(asker.order()), Reason.PROFILE_UNKNOWN);
        }
        return right(asker.bodyKind(), asker.roleCode(), profile.get())
                .<Decision>map(refused -> refused)
                .or(() -> basisFits(profile.get(), ask))
                .or(() -> provable(ask));
    }

    /** The register of inspections names whom it inspects by IIN or BIN: what is named otherwise can't be proved to be the same (R41-22). */
    private static Optional<Decision> provable(Ask ask) {
        return ask.basis() instanceof Basis.Inspection
                        && !ask.subjects().stream()
                                .allMatch(subject -> subject.kind().isNational())
                ? refuse("R41-22", Reason.INSPECTION_SUBJECT_NOT_PROVABLE)
                : Optional.empty();
    }

    /** Empty when body and role may use the profile. */
    private Optional<Decision.Refuse> right(String bodyKind, String roleCode, Profile profile) {
        if (edition.isSystem(roleCode)) {
            return ofSystem(bodyKind, roleCode, profile);
        }
        boolean roleHasGround = edition.role(roleCode)
                .map(role -> role.grounds().contains(profile.ground()))
                .orElse(false);
        if (!roleHasGround) {
            return refusal(profile.rolesRule(), Reason.ROLE_WITHOUT_GROUND);
        }
        for (BodyProfile entry : edition.holders(profile)) {
            if (entry.actor() == BodyProfile.Actor.PERSON
                    && entry.bodyKind().equals(bodyKind)
                    && entry.roleCode().equals(roleCode)) {
                return Optional.empty();
            }
        }
        return withoutProfile(bodyKind, roleCode, profile);
    }

    /** Why body and role don't have the profile. */
    private Optional<Decision.Refuse> withoutProfile(String bodyKind, String roleCode, Profile profile) {
        for (BodyProfile entry : edition.bodyProfiles()) {
            if (!entry.bodyKind().equals(bodyKind)) {
                continue;
            }
            if (entry.actor() == BodyProfile.Actor.SYSTEM && entry.profileCode().equals(profile.code())) {
                return refusal(entry.requirement(), Reason.PROFILE_OF_A_SYSTEM);
            }
            if (profile.ground() == Ground.OTHER_TASKS
                    && entry.roleCode().equals(roleCode)
                    && entry.profileCode().isEmpty()) {
                return refusal(entry.requirement(), Reason.NO_PROFILE_FOR_OTHER_TASKS);
            }
        }
        return refusal(requirement(profile), Reason.BODY_WITHOUT_PROFILE);
    }

    /** An information system of a body has the one profile that bears its name (R150-5, R150-6). */
    private Optional<Decision.Refuse> ofSystem(String bodyKind, String system, Profile profile) {
        boolean own = edition.holders(profile).stream()
                .anyMatch(entry -> entry.actor() == BodyProfile.Actor.SYSTEM
                        && entry.bodyKind().equals(bodyKind)
                        && entry.profileCode().equals(system));
        return own ? Optional.empty() : refusal(requirement(profile), Reason.BODY_WITHOUT_PROFILE);
    }

    /** The requirement that gives the profile to those who have it. */
    private String requirement(Profile profile) {
        return edition.bodyProfiles().stream()
                .filter(entry -> entry.profileCode().equals(profile.code()))
                .map(BodyProfile::requirement)
                .findFirst()
                .orElse(GeneralRule.BY_ROLE_AND_PROFILE.in(profile.order()));
    }

    private Optional<Decision> basisFits(Profile profile, Ask ask) {
        if (ask.basis().kind() != profile.basisKind()) {
            return refuse(
                    profile.basisKind().rule(),
                    Reason.BASIS_OF_ANOTHER_KIND,
                    Map.of("basisKind", profile.basisKind().name()));
        }
        if (ask.basis() instanceof Basis.Chosen chosen
                && edition.chosenBasis(chosen.code()).isEmpty()) {
            return refuse(profile.basisKind().rule(), Reason.CHOSEN_BASIS_UNKNOWN);
        }
        if (ask.basis() instanceof Basis.CriminalCase named
                && named.assignment().isPresent()
                && profile.ground() != Ground.SEARCH_MEASURES) {
            return refuse("R150-4", Reason.ASSIGNMENT_NOT_ACCEPTED);
        }
        return Optional.empty();
    }

    /** Empty when the profile does not close the service, whatever the register says. */
    private Optional<Decision> closed(Profile profile, String code, Ask ask) {
        Optional<Service> service = edition.service(code);
        if (service.isEmpty()) {
            return refuse(profile.matrixRule(), Reason.SERVICE_UNKNOWN);
        }
        Cell cell = edition.cell(profile, service.get());
        if (cell == Cell.NONE) {
            return refuse(profile.matrixRule(), Reason.SERVICE_OUTSIDE_PROFILE);
        }
        boolean action = service.get().kind() == Service.Kind.ENCUMBRANCE_ACTION;
        if (action != (ask.aim() == Ask.Aim.ENCUMBRANCE)) {
            return refuse(
                    profile.matrixRule(), action ? Reason.ENCUMBRANCE_IS_AN_ACTION : Reason.SERVICE_GIVES_INFORMATION);
        }
        if (cell == Cell.LISTED_ARTICLES_ONLY && ask.basis().criminalCase().isEmpty()) {
            return refuse("R150-9", Reason.CASE_NOT_NAMED);
        }
        return Optional.empty();
    }

    /** Empty when the basis stands. A named case is checked also where it need not be named: what is signed must hold. */
    private static Optional<Decision> judgement(Asker asker, Ask ask, RegisterAnswer register) {
        return switch (ask.basis()) {
            case Basis.Inspection inspection -> inspection(inspection, asker, ask, register);
            case Basis.CriminalCase named -> criminalCase(named.number(), named.assignment(), asker, ask, register);
            case Basis.OptionalText text ->
                text.namedCase().flatMap(number -> criminalCase(number, Optional.empty(), asker, ask, register));
            case Basis.Chosen chosen ->
                chosen.namedCase().flatMap(number -> criminalCase(number, Optional.empty(), asker, ask, register));
        };
    }

    private static Optional<Decision> inspection(
            Basis.Inspection named, Asker asker, Ask ask, RegisterAnswer register) {
        return switch (register) {
            case RegisterAnswer.Inspection found
            when found.number().equals(named.number()) -> {
                if (!found.field()) {
                    yield refuse("R41-20", Reason.INSPECTION_NOT_IN_THE_FIELD);
                }
                if (found.closedOn().isPresent() || found.openedOn().isAfter(ask.day())) {
                    yield refuse("R41-22", Reason.INSPECTION_CLOSED);
                }
                if (!found.bodyId().equals(asker.bodyId())) {
                    yield refuse("R41-22", Reason.INSPECTION_OF_ANOTHER_BODY);
                }
                if (!ask.subjects().stream().allMatch(found.subject()::equals)) {
                    yield refuse("R41-22", Reason.INSPECTION_OF_ANOTHER_SUBJECT);
                }
                yield Optional.empty();
            }
            case RegisterAnswer.Unknown unknown -> refuse("R41-20", Reason.INSPECTION_UNKNOWN);
            case RegisterAnswer.Inspection another -> inspectionUnverifiable();
            case RegisterAnswer.CriminalCase misplaced -> inspectionUnverifiable();
            case RegisterAnswer.Silent silent -> inspectionUnverifiable();
            case RegisterAnswer.NotAsked notAsked -> inspectionUnverifiable();
        };
    }

    private static Optional<Decision> criminalCase(
            String number, Optional<Basis.Assignment> assignment, Asker asker, Ask ask, RegisterAnswer register) {
        return switch (register) {
            case RegisterAnswer.CriminalCase found
            when found.number().equals(number) -> {
                if (found.closed()) {
                    yield refuse("R150-A11b", Reason.CASE_CLOSED);
                }
                yield assignment.isPresent() ? assigned(assignment.get(), found, ask.day()) : inCharge(asker, found);
            }
            case RegisterAnswer.Unknown unknown -> refuse("R150-19", Reason.CASE_UNKNOWN);
            case RegisterAnswer.CriminalCase another -> caseUnverifiable();
            case RegisterAnswer.Inspection misplaced -> caseUnverifiable();
            case RegisterAnswer.Silent silent -> caseUnverifiable();
            case RegisterAnswer.NotAsked notAsked -> caseUnverifiable();
        };
    }

    private static Optional<Decision> inCharge(Asker asker, RegisterAnswer.CriminalCase found) {
        return !asker.iin().isEmpty() && found.inCharge().contains(asker.iin())
                ? Optional.empty()
                : refuse("R150-A11b", Reason.CASE_OF_ANOTHER_OFFICER);
    }

    private static Optional<Decision> assigned(
            Basis.Assignment assignment, RegisterAnswer.CriminalCase found, LocalDate day) {
        if (!assignment.issuingBody().equals(found.bodyId())) {
            return refuse("R150-4", Reason.ASSIGNMENT_OF_ANOTHER_BODY);
        }
        if (assignment.date().isAfter(day)) {
            return refuse("R150-4", Reason.ASSIGNMENT_DATED_AHEAD);
        }
        return Optional.empty();
    }

    private Decision level(Profile profile, String code, Ask ask, RegisterAnswer register) {
        Service service = edition.service(code).orElseThrow();
        Decision.Footing footing = switch (ask.basis().kind()) {
            case INSPECTION_NUMBER, CRIMINAL_CASE_NUMBER -> Decision.Footing.VERIFIED;
            case OPTIONAL_TEXT, CHOSEN_BASIS -> Decision.Footing.DECLARED;
        };
        return switch (edition.cell(profile, service)) {
            case FULL -> new Decision.Permit(new Level.Full(), footing);
            case REDUCED -> new Decision.Permit(new Level.Reduced(edition.reductionRule(profile, service)), footing);
            case LISTED_ARTICLES_ONLY -> listed(register, footing);
            case NONE -> new Decision.Refuse(profile.matrixRule(), Reason.SERVICE_OUTSIDE_PROFILE);
        };
    }

    private Decision listed(RegisterAnswer register, Decision.Footing footing) {
        if (!(register instanceof RegisterAnswer.CriminalCase found)) {
            return new Decision.Refuse("R150-9", Reason.CASE_NOT_NAMED);
        }
        return edition.firstListed(found.articles())
                .<Decision>map(article -> new Decision.Permit(new Level.ListedArticle(article), footing))
                .orElseGet(() -> new Decision.Refuse("R150-9", Reason.ARTICLE_NOT_LISTED));
    }

    private static Lookup ofCase(Optional<String> number) {
        return number.<Lookup>map(Lookup.OfCase::new).orElseGet(Lookup.Nothing::new);
    }

    private static Optional<Decision> inspectionUnverifiable() {
        return Optional.of(new Decision.Unverifiable("R41-22", Reason.INSPECTION_REGISTER_SILENT));
    }

    private static Optional<Decision> caseUnverifiable() {
        return Optional.of(new Decision.Unverifiable("R150-19", Reason.CASE_REGISTER_SILENT));
    }

    private static Optional<Decision.Refuse> refusal(String rule, Reason reason) {
        return Optional.of(new Decision.Refuse(rule, reason));
    }

    private static Optional<Decision> refuse(String rule, Reason reason) {
        return refuse(rule, reason, Map.of());
    }

    private static Optional<Decision> refuse(String rule, Reason reason, Map<String, String> particulars) {
        return Optional.of(new Decision.Refuse(rule, reason, particulars));
    }
}
