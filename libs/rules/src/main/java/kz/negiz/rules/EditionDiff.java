package kz.negiz.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import kz.negiz.rules.Change.Direction;
import kz.negiz.rules.Change.Kind;

/** What opens and what closes for whom when one edition follows another; names and notes are not compared. */
public final class EditionDiff {

    private final Edition older;
    private final Edition newer;
    private final List<Change> changes = new ArrayList<>();

    private EditionDiff(Edition older, Edition newer) {
        this.older = older;
        this.newer = newer;
    }

    /** All changes, sorted by kind, direction, profile and item. */
    public static List<Change> between(Edition older, Edition newer) {
        EditionDiff diff = new EditionDiff(older, newer);
        diff.items(
                Kind.SERVICE,
                Edition::services,
                Service::code,
                service -> service.kind().name());
        diff.items(
                Kind.PROFILE,
                Edition::profiles,
                Profile::code,
                profile -> profile.basisKind() + ", " + profile.ground());
        diff.cells();
        diff.roles();
        diff.items(
                Kind.BODY_PROFILE,
                Edition::bodyProfiles,
                entry -> entry.holder() + " " + (entry.profileCode().isEmpty() ? "-" : entry.profileCode()),
                BodyProfile::requirement);
        diff.articles();
        diff.items(
                Kind.CHOSEN_BASIS,
                Edition::chosenBases,
                ChosenBasis::code,
                basis -> basis.placeholder() ? "placeholder" : "supplied");
        diff.redactions();
        return diff.changes.stream()
                .sorted(Comparator.comparing(Change::kind)
                        .thenComparing(Change::direction)
                        .thenComparing(Change::profile)
                        .thenComparing(Change::item)
                        .thenComparing(Change::to))
                .toList();
    }

    private <T> void items(
            Kind kind,
            Function<Edition, ? extends Collection<T>> all,
            Function<T, String> code,
            Function<T, String> content) {
        SortedMap<String, String> before = new TreeMap<>();
        all.apply(older).forEach(item -> before.put(code.apply(item), content.apply(item)));
        SortedMap<String, String> after = new TreeMap<>();
        all.apply(newer).forEach(item -> after.put(code.apply(item), content.apply(item)));
        for (String item : union(before, after)) {
            String from = before.getOrDefault(item, "");
            String to = after.getOrDefault(item, "");
            if (!before.containsKey(item)) {
                add(opening(kind, item), kind, "", item, "", to, List.of());
            } else if (!after.containsKey(item)) {
                add(closing(kind, item), kind, "", item, from, "", List.of());
            } else if (!from.equals(to)) {
                add(Direction.ALTERS, kind, "", item, from, to, List.of());
            }
        }
    }

    /** An entry without a profile says that a body and role have none: it opens nothing. */
    private static Direction opening(Kind kind, String item) {
        return kind == Kind.BODY_PROFILE && item.endsWith(" -") ? Direction.ALTERS : Direction.OPENS;
    }

    private static Direction closing(Kind kind, String item) {
        return kind == Kind.BODY_PROFILE && item.endsWith(" -") ? Direction.ALTERS : Direction.CLOSES;
    }

    private void cells() {
        Map<String, Profile> profiles = new TreeMap<>();
        older.profiles().forEach(profile -> profiles.put(profile.code(), profile));
        newer.profiles().forEach(profile -> profiles.put(profile.code(), profile));
        Map<String, Service> services = new TreeMap<>();
        older.services().forEach(service -> services.put(service.code(), service));
        newer.services().forEach(service -> services.put(service.code(), service));
        for (Profile profile : profiles.values()) {
            for (Service service : services.values()) {
                Cell from = older.cell(profile, service);
                Cell to = newer.cell(profile, service);
                if (from != to) {
                    Direction direction = direction(from, to);
                    Edition concerned = direction == Direction.CLOSES ? older : newer;
                    add(
                            direction,
                            Kind.CELL,
                            profile.code(),
                            service.code(),
                            from.name(),
                            to.name(),
                            concerned
                                    .profile(profile.code())
                                    .map(known -> concerned.holders(known).stream()
                                            .map(BodyProfile::holder)
                                            .sorted()
                                            .toList())
                                    .orElse(List.of()));
                }
            }
        }
    }

    /** A part of every answer and the whole of some answers are not one more than the other. */
    static Direction direction(Cell from, Cell to) {
        if (from == Cell.NONE || to == Cell.FULL) {
            return Direction.OPENS;
        }
        return to == Cell.NONE || from == Cell.FULL ? Direction.CLOSES : Direction.ALTERS;
    }

    private void roles() {
        SortedSet<String> codes = new TreeSet<>();
        older.roles().forEach(role -> codes.add(role.code()));
        newer.roles().forEach(role -> codes.add(role.code()));
        for (String code : codes) {
            Optional<Role> before = older.role(code);
            Optional<Role> after = newer.role(code);
            if (before.map(Role::grounds).equals(after.map(Role::grounds))) {
                continue;
            }
            Direction direction;
            if (before.isEmpty()) {
                direction = Direction.OPENS;
            } else if (after.isEmpty()) {
                direction = Direction.CLOSES;
            } else if (after.get().grounds().containsAll(before.get().grounds())) {
                direction = Direction.OPENS;
            } else if (before.get().grounds().containsAll(after.get().grounds())) {
                direction = Direction.CLOSES;
            } else {
                direction = Direction.ALTERS;
            }
            add(
                    direction,
                    Kind.ROLE,
                    "",
                    code,
                    before.map(EditionDiff::grounds).orElse(""),
                    after.map(EditionDiff::grounds).orElse(""),
                    (direction == Direction.CLOSES ? older : newer)
                            .bodyProfiles().stream()
                                    .filter(entry -> entry.roleCode().equals(code))
                                    .map(BodyProfile::holder)
                                    .distinct()
                                    .sorted()
                                    .toList());
        }
    }

    private static String grounds(Role role) {
        return role.grounds().stream().sorted().map(Ground::name).collect(Collectors.joining(", "));
    }

    private void articles() {
        SortedMap<String, String> before = new TreeMap<>();
        older.listedArticles().forEach(article -> before.put(article.toString(), "listed"));
        SortedMap<String, String> after = new TreeMap<>();
        newer.listedArticles().forEach(article -> after.put(article.toString(), "listed"));
        for (String article : union(before, after)) {
            String from = before.getOrDefault(article, "");
            String to = after.getOrDefault(article, "");
            if (!from.equals(to)) {
                boolean opens = from.isEmpty();
                add(
                        opens ? Direction.OPENS : Direction.CLOSES,
                        Kind.ARTICLE,
                        "",
                        article,
                        from,
                        to,
                        underListedArticles(opens ? newer : older));
            }
        }
    }

    /** The profiles that have a service which opens under listed articles only. */
    private static List<String> underListedArticles(Edition edition) {
        return edition.profiles().stream()
                .filter(profile -> edition.services().stream()
                        .anyMatch(service -> edition.cell(profile, service) == Cell.LISTED_ARTICLES_ONLY))
                .map(Profile::code)
                .sorted()
                .toList();
    }

    private void redactions() {
        Map<String, Redaction> before = older.redactions();
        Map<String, Redaction> after = newer.redactions();
        for (String key : union(before, after)) {
            Optional<Redaction> from = Optional.ofNullable(before.get(key));
            Optional<Redaction> to = Optional.ofNullable(after.get(key));
            kept(key, from, to);
            conditions(key, from, to);
        }
    }

    private void kept(String key, Optional<Redaction> from, Optional<Redaction> to) {
        SortedSet<String> before = new TreeSet<>(from.map(Redaction::keep).orElse(List.of()));
        SortedSet<String> after = new TreeSet<>(to.map(Redaction::keep).orElse(List.of()));
        for (String path : after) {
            if (!before.contains(path)) {
                add(Direction.OPENS, Kind.REDACTION, "", key + " " + path, "", "kept", List.of());
            }
        }
        for (String path : before) {
            if (!after.contains(path)) {
                add(Direction.CLOSES, Kind.REDACTION, "", key + " " + path, "kept", "", List.of());
            }
        }
    }

    private void conditions(String key, Optional<Redaction> from, Optional<Redaction> to) {
        List<Redaction.Condition> before = from.map(Redaction::conditions).orElse(List.of());
        List<Redaction.Condition> after = to.map(Redaction::conditions).orElse(List.of());
        for (Redaction.Condition condition : after) {
            if (!before.contains(condition)) {
                add(
                        from.isEmpty() ? Direction.ALTERS : Direction.CLOSES,
                        Kind.REDACTION,
                        "",
                        key + " " + condition.path(),
                        "",
                        "only where " + condition.value(),
                        List.of());
            }
        }
        for (Redaction.Condition condition : before) {
            if (!after.contains(condition)) {
                add(
                        to.isEmpty() ? Direction.ALTERS : Direction.OPENS,
                        Kind.REDACTION,
                        "",
                        key + " " + condition.path(),
                        "only where " + condition.value(),
                        "",
                        List.of());
            }
        }
    }

    private static <A, B> SortedSet<String> union(Map<String, A> before, Map<String, B> after) {
        SortedSet<String> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        return all;
    }

    private void add(
            Direction direction, Kind kind, String profile, String item, String from, String to, List<String> whom) {
        changes.add(new Change(direction, kind, profile, item, from, to, whom));
    }
}
