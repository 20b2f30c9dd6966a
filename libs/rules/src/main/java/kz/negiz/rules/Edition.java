package kz.negiz.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** One edition of the rules, unchangeable. Whatever it does not list is denied. */
public final class Edition {

    private static final String ANY = "*";
    private static final String EVERYTHING = "**";

    /** As questions name profiles, services and bases. */
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

    /** As the audit log takes the ids of requirements. */
    private static final Pattern RULE = Pattern.compile("R\\d{1,4}-[A-Za-z0-9]{1,12}");

    private static final String STEP = "[A-Za-z][A-Za-z0-9_]{0,63}";
    private static final Pattern PATH = Pattern.compile(STEP + "(\\[])?(\\." + STEP + "(\\[])?){0,15}");

    /** A condition is on the entries of a list; anywhere else it would never be looked at. */
    private static final Pattern OF_AN_ENTRY =
            Pattern.compile("(" + STEP + "(\\[])?\\.){0,14}" + STEP + "\\[]\\." + STEP);

    private final int number;
    private final Map<String, Service> services = new LinkedHashMap<>();
    private final Map<String, Profile> profiles = new LinkedHashMap<>();
    private final Map<String, Role> roles = new LinkedHashMap<>();
    private final Map<ProfileAndService, Cell> matrix = new HashMap<>();
    private final List<BodyProfile> bodyProfiles = new ArrayList<>();
    private final Map<String, List<BodyProfile>> holders = new HashMap<>();
    private final Set<String> bodyKinds = new HashSet<>();
    private final Set<String> systems = new HashSet<>();
    private final List<Article> listedArticles = new ArrayList<>();
    private final Map<String, ChosenBasis> chosenBases = new LinkedHashMap<>();
    private final Map<RedactionKey, Redaction> redactions = new HashMap<>();

    /**
     * Builds an edition from its tables and refuses what does not fit together.
     *
     * @throws InvalidEditionException with the table and the contradiction
     */
    public Edition(int number, EditionTables tables) {
        this.number = number;
        readServices(tables);
        readProfiles(tables);
        readMatrix(tables);
        readRoles(tables);
        readBodyProfiles(tables);
        for (EditionTables.Row row : tables.rows("articles")) {
            Article article = new Article(row.text("article"), row.text("part"));
            if (Article.parse(article.toString()).filter(article::equals).isEmpty()) {
                throw new InvalidEditionException("articles: " + article + " is not written like 217(2) or 220");
            }
            if (listedArticles.contains(article)) {
                throw new InvalidEditionException(article + " stands twice");
            }
            listedArticles.add(article);
        }
        for (EditionTables.Row row : tables.rows("chosen_bases")) {
            put(
                    chosenBases,
                    code(row, "code"),
                    new ChosenBasis(
                            row.text("code"),
                            row.title("title"),
                            row.text("source").equals("placeholder")));
        }
        readRedactions(tables);
    }

    public int number() {
        return number;
    }

    public Collection<Service> services() {
        return List.copyOf(services.values());
    }

    public Optional<Service> service(String code) {
        return Optional.ofNullable(services.get(code));
    }

    /** The title of a service in a language; its code where this edition has none of it. */
    public String serviceTitle(String code, String language) {
        return service(code)
                .map(Service::title)
                .map(title -> title.in(language))
                .orElse(code);
    }

    public Collection<Profile> profiles() {
        return List.copyOf(profiles.values());
    }

    public Optional<Profile> profile(String code) {
        return Optional.ofNullable(profiles.get(code));
    }

    /** The name of a profile in a language; its code where this edition has none of it. */
    public String profileName(String code, String language) {
        return profile(code).map(Profile::name).map(name -> name.in(language)).orElse(code);
    }

    public Optional<Role> role(String code) {
        return Optional.ofNullable(roles.get(code));
    }

    public Collection<ChosenBasis> chosenBases() {
        return List.copyOf(chosenBases.values());
    }

    public Optional<ChosenBasis> chosenBasis(String code) {
        return Optional.ofNullable(chosenBases.get(code));
    }

    /** What the annex says; a service that its column does not have is closed. */
    public Cell cell(Profile profile, Service service) {
        return matrix.getOrDefault(new ProfileAndService(profile.code(), service.code()), Cell.NONE);
    }

    /** The first of a case's articles that annex 8 lists. */
    public Optional<Article> firstListed(Collection<Article> articles) {
        return articles.stream()
                .filter(article -> listedArticles.stream().anyMatch(listed -> listed.covers(article)))
                .findFirst();
    }

    /**
     * What is kept of an answer of this service.
     *
     * @throws InvalidEditionException never for a level that this edition's own matrix gives
     */
    public Redaction redaction(Profile profile, Service service, Level level) {
        String levelName = level.name();
        Redaction own = redactions.get(new RedactionKey(profile.order().name(), service.code(), levelName));
        Redaction general = redactions.get(new RedactionKey(ANY, ANY, levelName));
        if (own != null) {
            return own;
        }
        // A reduced answer without a rule of its own would have to be guessed.
        if (general == null || level instanceof Level.Reduced) {
            throw new InvalidEditionException("no redaction for " + service.code() + " at level " + levelName);
        }
        return general;
    }

    /** The order under which a kind of body comes; Order 150 where the rule data do not say. */
    public Order orderOf(String bodyKind) {
        return bodyProfiles.stream()
                .filter(entry -> entry.bodyKind().equals(bodyKind))
                .map(BodyProfile::profileCode)
                .filter(profiles::containsKey)
                .map(code -> known(profiles, code, "body_profiles").order())
                .findFirst()
                .orElse(Order.ORDER_150);
    }

    public Collection<Role> roles() {
        return List.copyOf(roles.values());
    }

    /** The articles of annex 8. */
    public List<Article> listedArticles() {
        return Collections.unmodifiableList(listedArticles);
    }

    public List<BodyProfile> bodyProfiles() {
        return Collections.unmodifiableList(bodyProfiles);
    }

    /** Which bodies and roles may use this profile. */
    public List<BodyProfile> holders(Profile profile) {
        return Collections.unmodifiableList(holders.getOrDefault(profile.code(), List.of()));
    }

    boolean knowsBody(String bodyKind) {
        return bodyKinds.contains(bodyKind);
    }

    /** Whether the code is no person's role but the name of an information system and of its profile. */
    public boolean isSystem(String roleCode) {
        return systems.contains(roleCode);
    }

    /** Whether the annex has a cell for this service at all. */
    public boolean hasCell(Profile profile, Service service) {
        return matrix.containsKey(new ProfileAndService(profile.code(), service.code()));
    }

    /** The number of cells that the annexes have. */
    public int cells() {
        return matrix.size();
    }

    /** Redactions by what they are for: {@code ORDER_150/PENSION_CONTRIBUTIONS/REDUCED}. */
    Map<String, Redaction> redactions() {
        Map<String, Redaction> named = new TreeMap<>();
        redactions.forEach(
                (key, redaction) -> named.put(key.order() + "/" + key.service() + "/" + key.level(), redaction));
        return named;
    }

    /** The requirement by which an answer of this service is reduced. */
    public String reductionRule(Profile profile, Service service) {
        return redaction(profile, service, new Level.Reduced("")).rule();
    }

    private void readServices(EditionTables tables) {
        for (EditionTables.Row row : tables.rows("services")) {
            String code = code(row, "code");
            put(
                    services,
                    code,
                    new Service(row.number("no"), code, row.title("name"), row.oneOf("kind", Service.Kind.class)));
        }
    }

    private void readProfiles(EditionTables tables) {
        Map<String, EditionTables.Row> names = new HashMap<>();
        tables.rows("profile_titles").forEach(row -> put(names, row.text("profile_code"), row));
        for (EditionTables.Row row : tables.rows("profiles")) {
            String code = code(row, "profile_code");
            EditionTables.Row name = names.get(code);
            if (name == null) {
                throw new InvalidEditionException("profile_titles: no name for " + code);
            }
            Order order = Order.ofSource(row.text("source"));
            Title shortName = name.title("short");
            put(
                    profiles,
                    code,
                    new Profile(
                            code,
                            order,
                            row.number("annex"),
                            row.number("column"),
                            new Title(row.text("title_kk"), shortName.ru(), row.text("title_en")),
                            shortName,
                            row.oneOf("basis_kind", BasisKind.class),
                            Ground.ofAnnex(order, row.number("annex")),
                            row.text("paragraph")));
        }
    }

    private void readMatrix(EditionTables tables) {
        for (EditionTables.Row row : tables.rows("access_matrix")) {
            Profile profile = known(profiles, row.text("profile_code"), "access_matrix");
            Service service = known(services, row.text("service_code"), "access_matrix");
            if (service.number() != row.number("service_no")) {
                throw new InvalidEditionException("access_matrix: number and code of " + service.code() + " differ");
            }
            put(matrix, new ProfileAndService(profile.code(), service.code()), row.oneOf("level", Cell.class));
        }
    }

    private void readRoles(EditionTables tables) {
        for (EditionTables.Row row : tables.rows("roles")) {
            Set<Ground> grounds = EnumSet.noneOf(Ground.class);
            for (Ground ground : Ground.values()) {
                if (row.flag(ground.column())) {
                    grounds.add(ground);
                }
            }
            String code = code(row, "role_code");
            put(roles, code, new Role(row.number("role_no"), code, row.title("title"), grounds));
        }
    }

    private void readBodyProfiles(EditionTables tables) {
        for (EditionTables.Row row : tables.rows("body_profiles")) {
            BodyProfile entry = new BodyProfile(
                    code(row, "body_kind"),
                    row.oneOf("actor", BodyProfile.Actor.class),
                    row.text("role_code"),
                    row.text("profile_code"),
                    rule(row, "requirement"));
            if (!entry.roleCode().isEmpty()) {
                known(roles, entry.roleCode(), "body_profiles");
            }
            if (!entry.profileCode().isEmpty()) {
                known(profiles, entry.profileCode(), "body_profiles");
            }
            bodyProfiles.add(entry);
            bodyKinds.add(entry.bodyKind());
            boolean system = entry.actor() == BodyProfile.Actor.SYSTEM;
            if (system) {
                systems.add(entry.profileCode());
            }
            if (system || hasGround(entry)) {
                holders.computeIfAbsent(entry.profileCode(), code -> new ArrayList<>())
                        .add(entry);
            }
        }
    }

    private void readRedactions(EditionTables tables) {
        Map<RedactionKey, List<EditionTables.Row>> grouped = new LinkedHashMap<>();
        for (EditionTables.Row row : tables.rows("redactions")) {
            String source = row.text("source");
            String service = row.text("service_code");
            if (!service.equals(ANY)) {
                known(services, service, "redactions");
            }
            grouped.computeIfAbsent(
                            new RedactionKey(
                                    source.equals(ANY)
                                            ? ANY
                                            : Order.ofSource(source).name(),
                                    service,
                                    row.text("level")),
                            key -> new ArrayList<>())
                    .add(row);
        }
        grouped.forEach((key, rows) -> redactions.put(key, redaction(key, rows)));
        // Whatever the matrix permits must find its redaction: an answer without one could not be shown at all.
        matrix.forEach((key, cell) -> {
            Profile profile = known(profiles, key.profile(), "");
            Service service = known(services, key.service(), "");
            switch (cell) {
                case FULL -> redaction(profile, service, new Level.Full());
                case REDUCED -> reductionRule(profile, service);
                case LISTED_ARTICLES_ONLY -> redaction(profile, service, new Level.ListedArticle(new Article("", "")));
                case NONE -> {}
            }
        });
    }

    private static Redaction redaction(RedactionKey key, List<EditionTables.Row> rows) {
        List<String> keep = new ArrayList<>();
        List<Redaction.Condition> conditions = new ArrayList<>();
        for (EditionTables.Row row : rows) {
            switch (row.text("instruction")) {
                case "KEEP" -> keep.add(path(row));
                case "ONLY_WHERE" -> conditions.add(new Redaction.Condition(path(row), row.text("value")));
                default -> throw new InvalidEditionException("redactions: unknown instruction for " + key);
            }
        }
        if (keep.contains(EVERYTHING) && rows.size() > 1) {
            throw new InvalidEditionException("redactions: what keeps everything has one line, for " + key);
        }
        String rule = rule(rows.getFirst(), "rule");
        if (!rows.stream().allMatch(row -> row.text("rule").equals(rule))) {
            throw new InvalidEditionException("redactions: more than one rule for " + key);
        }
        return new Redaction(rule, keep, conditions);
    }

    private boolean hasGround(BodyProfile entry) {
        Profile profile = profiles.get(entry.profileCode());
        Role role = roles.get(entry.roleCode());
        return profile != null && role != null && role.grounds().contains(profile.ground());
    }

    private static String code(EditionTables.Row row, String column) {
        return formed(row, column, CODE);
    }

    private static String rule(EditionTables.Row row, String column) {
        return formed(row, column, RULE);
    }

    private static String path(EditionTables.Row row) {
        boolean condition = row.text("instruction").equals("ONLY_WHERE");
        return !condition && row.text("path").equals(EVERYTHING)
                ? EVERYTHING
                : formed(row, "path", condition ? OF_AN_ENTRY : PATH);
    }

    private static String formed(EditionTables.Row row, String column, Pattern form) {
        if (!form.matcher(row.text(column)).matches()) {
            throw new InvalidEditionException(
                    row.table() + ": " + column + " is not well formed: '" + row.text(column) + "'");
        }
        return row.text(column);
    }

    private static <K, V> void put(Map<K, V> map, K key, V value) {
        if (map.put(key, value) != null) {
            throw new InvalidEditionException(key + " stands twice");
        }
    }

    private static <V> V known(Map<String, V> map, String code, String table) {
        V value = map.get(code);
        if (value == null) {
            throw new InvalidEditionException(table + ": " + code + " is not known");
        }
        return value;
    }

    private record ProfileAndService(String profile, String service) {}

    private record RedactionKey(String order, String service, String level) {}
}
