package kz.negiz.portal;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.problem.ProblemTexts;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** What every page needs to know; templates see it as {@code portal}. */
public final class PortalPage {

    private final PortalProperties properties;
    private final CurrentUser user;

    PortalPage(PortalProperties properties, CurrentUser user) {
        this.properties = properties;
        this.user = user;
    }

    /** The page's language, one of {@code kk}, {@code ru}, {@code en}. */
    public String language() {
        return ProblemTexts.nearest(LocaleContextHolder.getLocale()).getLanguage();
    }

    public List<String> languages() {
        return ProblemTexts.LANGUAGES.stream().map(Locale::getLanguage).toList();
    }

    public boolean loggedIn() {
        return user.find().isPresent();
    }

    /** The id of the reader's body; empty when there is none. */
    public String body() {
        return user.find().map(Caller.User::body).orElse("");
    }

    /** The reader's roles, in the order of {@link AccessRole}. */
    public List<AccessRole> roles() {
        return user.find().map(Caller.User::roles).orElse(Set.of()).stream()
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    public boolean has(String role) {
        return roles().contains(AccessRole.valueOf(role));
    }

    public List<Navigation> navigation() {
        return user.find()
                .map(known -> Navigation.of(known.roles(), known.agreementSigned()))
                .orElse(List.of());
    }

    public List<CardPlace> cards() {
        return user.find().map(known -> CardPlace.of(known.roles())).orElse(List.of());
    }

    /** Whether the page at hand is the given place, or the place stands above it without a nearer one. */
    public boolean at(Navigation place) {
        String path = path();
        return navigation().stream()
                .filter(candidate -> path.equals(candidate.path()) || path.startsWith(candidate.path() + "/"))
                .max(Comparator.comparingInt(candidate -> candidate.path().length()))
                .filter(place::equals)
                .isPresent();
    }

    public boolean demo() {
        return properties.demo();
    }

    public int ncalayerPort() {
        return properties.ncalayerPort();
    }

    public String operatorContacts() {
        return properties.operatorContacts();
    }

    private static String path() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest().getRequestURI()
                : "";
    }
}
