package kz.negiz.gateway.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.gateway.GatewayProblem;
import kz.negiz.kit.http.PlatformProperties;
import kz.negiz.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The challenges of all gateways. Each has words that name its purpose, so that a signature under it can never be taken for one
 * under a document, and is tied to the browser that asked for it, or names the key that a system will prove to hold, so that nobody can have another
 * person sign it.
 */
@Component
class ChallengeStore {

    /** How long used and overdue challenges are kept, so that a replay is told from an unknown challenge. */
    private static final Duration KEPT = Duration.ofHours(1);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final PlatformProperties platform;
    private final LoginProperties properties;

    ChallengeStore(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Clock clock,
            PlatformProperties platform,
            LoginProperties properties) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.platform = platform;
        this.properties = properties;
    }

    Challenge issue(Asker asker, Challenge.Form form) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String words = words(id, now, asker);
        byte[] content = (form == Challenge.Form.XML ? element(words) : words).getBytes(StandardCharsets.UTF_8);
        jdbc.sql("""
                        insert into login_challenge (id, content, pre_login_hash, key_thumbprint, issued)
                        values (:id, :content, :browser, :key, :issued)
                        """)
                .param("id", id)
                .param("content", content)
                .param("browser", asker instanceof Asker.Browser ? asker.hash() : null)
                .param("key", asker instanceof Asker.Key ? asker.hash() : null)
                .param("issued", utc(now))
                .update();
        return new Challenge(id, content, now, thumbprint(asker));
    }

    /**
     * Uses a challenge up, before anybody looks at the answer to it: whatever happens next, it can't be answered again.
     *
     * @throws ProblemException if it is not known, of another browser or key, used up, or too old
     */
    Challenge consume(UUID id, Asker asker) {
        String column = switch (asker) {
            case Asker.Browser browser -> "pre_login_hash";
            case Asker.Key key -> "key_thumbprint";
        };
        Stored stored = jdbc.sql("select content, " + column + " as asker, issued from login_challenge where id = :id")
                .param("id", id)
                .query(ChallengeStore::read)
                .optional()
                .filter(found -> MessageDigest.isEqual(found.asker(), asker.hash()))
                .orElseThrow(() -> new ProblemException(GatewayProblem.CHALLENGE_NOT_KNOWN));
        Instant now = clock.instant();
        Integer consumed = transactions.execute(
                status -> jdbc.sql("""
                        insert into login_challenge_consumed (challenge, consumed) values (:id, :now)
                        on conflict do nothing
                        """).param("id", id).param("now", utc(now)).update());
        if (consumed == null || consumed != 1) {
            throw new ProblemException(GatewayProblem.CHALLENGE_USED);
        }
        if (now.isBefore(stored.issued()) || !now.isBefore(stored.issued().plus(properties.challengeLifetime()))) {
            throw new ProblemException(GatewayProblem.CHALLENGE_EXPIRED);
        }
        return new Challenge(id, stored.content(), stored.issued(), thumbprint(asker));
    }

    /** Challenges first: while one is there, so is the mark that it was used. */
    @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT1M")
    void forgetOld() {
        OffsetDateTime limit = utc(clock.instant().minus(KEPT));
        jdbc.sql("delete from login_challenge where issued < :limit")
                .param("limit", limit)
                .update();
        jdbc.sql("""
                        delete from login_challenge_consumed c where c.consumed < :limit
                           and not exists (select 1 from login_challenge l where l.id = c.challenge)
                        """).param("limit", limit).update();
    }

    /** A person's words and a system's differ in the first line already: neither signature serves the other login. */
    private String words(UUID id, Instant issued, Asker asker) {
        byte[] nonce = new byte[32];
        RANDOM.nextBytes(nonce);
        String words = """
                audience=%s
                id=%s
                nonce=%s
                issued=%s
                """.formatted(platform.audience(), id, text(nonce), issued);
        return switch (asker) {
            case Asker.Browser browser -> "NEGIZ LOGIN v1\n" + words;
            case Asker.Key key -> "NEGIZ SYSTEM LOGIN v1\n" + words + "key=" + text(key.thumbprint()) + "\n";
        };
    }

    /** An element with the words and nothing else, so that the text that is shown is the text that is signed. */
    private static String element(String words) {
        String escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<login xmlns=\"urn:negiz:login:v1\">" + escaped + "</login>";
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Optional<byte[]> thumbprint(Asker asker) {
        return asker instanceof Asker.Key(byte[] key) ? Optional.of(key) : Optional.empty();
    }

    private static Stored read(ResultSet row, int index) throws SQLException {
        return new Stored(
                row.getBytes("content"),
                row.getBytes("asker"),
                row.getObject("issued", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** The asker is empty where the challenge is of the other kind, and then equals nobody. */
    private record Stored(byte[] content, byte @Nullable [] asker, Instant issued) {}
}
