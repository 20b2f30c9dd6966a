package kz.negiz.registry.account;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kz.negiz.registry.body.BodyKind;
import kz.negiz.registry.body.Names;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The roles of annex 12 of Order 150 and annex 1 of Order 41, and which bodies have them: data, not code. */
final class RoleCatalogue {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    private final Map<String, Role> roles;
    private final Map<BodyKind, Set<String>> codesByBody;
    private final Map<BodyKind, Set<String>> profilesOfSystems;

    private RoleCatalogue(
            Map<String, Role> roles,
            Map<BodyKind, Set<String>> codesByBody,
            Map<BodyKind, Set<String>> profilesOfSystems) {
        this.roles = roles;
        this.codesByBody = codesByBody;
        this.profilesOfSystems = profilesOfSystems;
    }

    /** The edition that the service was built with. */
    static RoleCatalogue shipped() {
        Map<String, Role> roles = new LinkedHashMap<>();
        for (CSVRecord row : read("/rules/edition-1/roles.csv")) {
            String code = row.get("role_code");
            roles.put(code, new Role(code, new Names(row.get("title_kk"), row.get("title_ru"), row.get("title_en"))));
        }
        Map<BodyKind, Set<String>> codesByBody = new LinkedHashMap<>();
        Map<BodyKind, Set<String>> profilesOfSystems = new LinkedHashMap<>();
        for (CSVRecord row : read("/rules/edition-1/body_profiles.csv")) {
            boolean person = row.get("actor").equals("PERSON");
            (person ? codesByBody : profilesOfSystems)
                    .computeIfAbsent(BodyKind.valueOf(row.get("body_kind")), kind -> new LinkedHashSet<>())
                    .add(row.get(person ? "role_code" : "profile_code"));
        }
        return new RoleCatalogue(roles, codesByBody, profilesOfSystems);
    }

    Optional<Role> find(String code) {
        return Optional.ofNullable(roles.get(code));
    }

    List<Role> all() {
        return List.copyOf(roles.values());
    }

    /** The roles that officers of such a body may have. */
    Set<String> codesOf(BodyKind kind) {
        return codesByBody.getOrDefault(kind, Set.of());
    }

    /** The access rights that are a system's of such a body: each bears the name of one system. */
    Set<String> profilesOfSystems(BodyKind kind) {
        return profilesOfSystems.getOrDefault(kind, Set.of());
    }

    /** The access rights of all systems. */
    List<String> profilesOfSystems() {
        return profilesOfSystems.values().stream().flatMap(Set::stream).toList();
    }

    private static List<CSVRecord> read(String resource) {
        try (InputStream in = RoleCatalogue.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the build");
            }
            return FORMAT.parse(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " can't be read", e);
        }
    }

    /** A role that an officer may have. */
    record Role(String code, Names titles) {}
}
