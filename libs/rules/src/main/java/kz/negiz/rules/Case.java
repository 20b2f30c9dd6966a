package kz.negiz.rules;

import java.util.Optional;

/**
 * What the annexes alone are asked: how much of a service a profile opens.
 *
 * @param article the article that a case is about; without one the cell itself is asked for
 * @param bodyKind the kind of body that asks; empty for any
 * @param roleCode the role of who asks, or the profile that an information system has its account under; empty for any
 */
public record Case(String profile, String service, Optional<Article> article, String bodyKind, String roleCode) {

    public Case(String profile, String service) {
        this(profile, service, Optional.empty(), "", "");
    }
}
