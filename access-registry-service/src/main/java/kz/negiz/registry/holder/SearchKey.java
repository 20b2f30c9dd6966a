package kz.negiz.registry.holder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the hashes by which accounts are found. They are keyed (HMAC-SHA-256): there are so few IINs that a plain hash of one
 * is guessed in seconds.
 */
final class SearchKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int LENGTH = 32;

    private final SecretKey key;

    private SearchKey(SecretKey key) {
        this.key = key;
    }

    /**
     * Reads the key.
     *
     * @throws IllegalArgumentException if the file does not hold 64 hexadecimal digits
     */
    static SearchKey read(Path file) {
        try {
            byte[] bytes = HexFormat.of().parseHex(Files.readString(file).strip());
            if (bytes.length != LENGTH) {
                throw new IllegalArgumentException();
            }
            return new SearchKey(new SecretKeySpec(bytes, ALGORITHM));
        } catch (IOException e) {
            throw new UncheckedIOException("negiz.registry.search-key-file can't be read", e);
        } catch (IllegalArgumentException e) {
            // The cause would repeat the digits.
            throw new IllegalArgumentException("negiz.registry.search-key-file must hold 64 hexadecimal digits");
        }
    }

    byte[] holder(Holder holder) {
        return holder.system().isEmpty()
                ? hash("holder", holder.iin() + '/' + holder.bin())
                : hash("system", holder.bin() + '/' + holder.system());
    }

    byte[] person(String iin) {
        return hash("person", iin);
    }

    byte[] checkValue() {
        return hash("check", "");
    }

    private byte[] hash(String purpose, String value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(("negiz.registry." + purpose + ".v1:" + value).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A search hash can't be made", e);
        }
    }
}
