package kz.negiz.gateway.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a proof must contain so that it can't have been made ahead (RFC 9449, section 8): a number of five minutes with a keyed
 * hash. Nothing is kept of it; all gateways make and know the same, by a key in their database.
 */
@Component
class Nonces {

    static final Duration STEP = Duration.ofMinutes(5);

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_LENGTH = 32;
    private static final int HASH_LENGTH = 16;

    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile byte @Nullable [] key;

    Nonces(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What proofs of this moment are to contain. */
    String current() {
        return of(step());
    }

    /** Whether it was given out in these five minutes or the five before. */
    boolean accepts(@Nullable String nonce) {
        if (nonce == null) {
            return false;
        }
        byte[] given = nonce.getBytes(StandardCharsets.UTF_8);
        long step = step();
        boolean now = MessageDigest.isEqual(given, ascii(of(step)));
        boolean before = MessageDigest.isEqual(given, ascii(of(step - 1)));
        return now || before;
    }

    private long step() {
        return Math.floorDiv(clock.instant().getEpochSecond(), STEP.toSeconds());
    }

    private String of(long step) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(), ALGORITHM));
            byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(step).array();
            byte[] hash = Arrays.copyOf(mac.doFinal(number), HASH_LENGTH);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key that the first gateway has made. Who reads it can make nonces, and proofs all the same only with a system's key. */
    private byte[] key() {
        byte[] known = key;
        if (known == null) {
            byte[] fresh = new byte[KEY_LENGTH];
            new SecureRandom().nextBytes(fresh);
            jdbc.sql("insert into proof_nonce_key (only_one, key) values (true, :key) on conflict do nothing")
                    .param("key", fresh)
                    .update();
            known = jdbc.sql("select key from proof_nonce_key")
                    .query(byte[].class)
                    .single();
            key = known;
        }
        return known;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
