package kz.negiz.broker.question;

import java.util.List;
import java.util.Map;
import java.util.Set;
import kz.negiz.broker.edition.Editions;
import kz.negiz.broker.source.SubjectKinds;
import kz.negiz.kit.identity.Caller;
import kz.negiz.rules.Asker;
import kz.negiz.rules.BasisKind;
import kz.negiz.rules.Cell;
import kz.negiz.rules.Edition;
import kz.negiz.rules.Profile;
import kz.negiz.rules.Rules;
import kz.negiz.rules.Service;
import kz.negiz.rules.Subject;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a user may ask: access rights with their services and levels (R41-8). */
@Component
public class OpenServices {

    private final Editions editions;
    private final SubjectKinds kinds;

    OpenServices(Editions editions, SubjectKinds kinds) {
        this.editions = editions;
        this.kinds = kinds;
    }

    /** The access rights of a user, named in a language; empty for those who may not ask. */
    public OpenTo of(Caller.User user, String language) {
        Rules rules = editions.current();
        Asker asker =
                new Asker(rules.edition().orderOf(user.bodyKind()), user.body(), user.bodyKind(), user.roleCode(), "");
        List<OpenProfile> profiles = rules.openTo(asker).entrySet().stream()
                .map(entry -> profile(rules.edition(), entry.getKey(), entry.getValue(), language))
                .toList();
        List<Choice> bases = rules.edition().chosenBases().stream()
                .map(basis -> new Choice(basis.code(), basis.title().in(language), basis.placeholder()))
                .toList();
        return new OpenTo(rules.edition().number(), profiles, bases);
    }

    private OpenProfile profile(Edition edition, Profile profile, Map<Service, Cell> services, String language) {
        return new OpenProfile(
                profile.code(),
                profile.name().in(language),
                profile.title().in(language),
                profile.basisKind(),
                profile.basisKind().rule(),
                services.entrySet().stream()
                        .map(entry -> new OpenService(
                                entry.getKey().code(),
                                entry.getKey().title().in(language),
                                entry.getKey().kind(),
                                entry.getValue(),
                                rule(edition, profile, entry.getKey(), entry.getValue()),
                                kinds.beside(entry.getKey().code())))
                        .toList());
    }

    private static @Nullable String rule(Edition edition, Profile profile, Service service, Cell cell) {
        return switch (cell) {
            case REDUCED -> edition.reductionRule(profile, service);
            case LISTED_ARTICLES_ONLY -> "R150-9";
            case FULL, NONE -> null;
        };
    }

    /** Everything that is open to a user under an edition. */
    public record OpenTo(int edition, List<OpenProfile> profiles, List<Choice> chosenBases) {}

    /** An access right, and the basis that it asks for by which requirement. */
    public record OpenProfile(
            String code,
            String name,
            String title,
            BasisKind basisKind,
            String basisRule,
            List<OpenService> services) {}

    /**
     * A service and how far it is open.
     *
     * @param rule the requirement that opens it in part only
     * @param subjects by what it can be asked beside IIN and BIN
     */
    public record OpenService(
            String code,
            String title,
            Service.Kind kind,
            Cell level,
            @Nullable String rule,
            Set<Subject.Kind> subjects) {}

    /** A basis to choose for other tasks. */
    public record Choice(String code, String title, boolean placeholder) {}
}
