package kz.negiz.broker.source;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import kz.negiz.rules.Subject;

/**
 * Where a REST source puts an answer that it has not got yet (RFC 9110, {@code 202 Accepted} with {@code Location}): a path below
 * the source's own address, and never anywhere else.
 *
 * @param path below the address, with its query
 */
record AnswerPlace(String path) {

    private static final int LONGEST = 512;

    /** Letters, digits and what needs no escape: nothing that one reader takes for another path than the next. */
    private static final Pattern PLAIN =
            Pattern.compile("(/[A-Za-z0-9._~:@!$&'()*+,;=-]+)+(\\?[A-Za-z0-9._~:@!$&'()*+,;=/-]*)?");

    /** A number or a name that is shorter may stand in any address. */
    private static final int SHORTEST_NAME = 5;

    /**
     * What a {@code Location} means.
     *
     * @param base address of the source
     * @param asked the path that was asked, below the address
     * @param location as the source says it
     * @return nothing where it leads elsewhere, or tells about whom the question is
     */
    static Optional<AnswerPlace> of(URI base, String asked, String location, Subject subject) {
        if (location.isBlank() || location.length() > LONGEST || location.contains("..")) {
            return Optional.empty();
        }
        String root = base.getRawPath() == null ? "" : base.getRawPath().replaceAll("/+$", "");
        try {
            URI place = base.resolve(root + asked).resolve(location);
            boolean same = base.getScheme().equalsIgnoreCase(String.valueOf(place.getScheme()))
                    && String.valueOf(base.getRawAuthority()).equalsIgnoreCase(place.getRawAuthority())
                    && place.getRawFragment() == null
                    && place.getRawPath().startsWith(root + "/");
            if (!same) {
                return Optional.empty();
            }
            String path = place.getRawPath().substring(root.length())
                    + (place.getRawQuery() == null ? "" : "?" + place.getRawQuery());
            return PLAIN.matcher(path).matches() && !names(path, subject)
                    ? Optional.of(new AnswerPlace(path))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Addresses stand in logs and in the clear. */
    private static boolean names(String path, Subject subject) {
        String lower = path.toLowerCase(Locale.ROOT);
        return subject.fields().values().stream()
                .filter(value -> value.length() >= SHORTEST_NAME)
                .anyMatch(value -> lower.contains(value.toLowerCase(Locale.ROOT)));
    }
}
