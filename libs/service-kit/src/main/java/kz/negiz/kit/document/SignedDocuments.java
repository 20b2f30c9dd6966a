package kz.negiz.kit.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Documents that people sign are canonical JSON (RFC 8785) that carries its own words. A service reads one by rendering it
 * again from its fields; here is what reading and rendering have in common.
 */
public final class SignedDocuments {

    private static final int LARGEST_BYTES = 32 * 1024;
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private SignedDocuments() {}

    /** A time as documents write it: UTC, always three decimals. */
    public static String time(Instant time) {
        return MILLIS.format(time);
    }

    /**
     * The fields of a document whose bytes are still to be compared.
     *
     * @throws IllegalArgumentException if it is too long or no JSON; it does not repeat the bytes
     */
    public static JsonNode read(byte[] bytes) {
        if (bytes.length > LARGEST_BYTES) {
            throw new IllegalArgumentException("longer than " + LARGEST_BYTES + " bytes");
        }
        try {
            return JSON.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException | JacksonException e) {
            // The cause would quote the document, and with it what must not get into a log.
            throw new IllegalArgumentException("no JSON");
        }
    }

    /**
     * The sentences of a kind of document in a language.
     *
     * @param kind the folder on the class path, such as {@code question-words}
     * @param version of the document: sentences of a version never change
     */
    public static Properties sentences(String kind, int version, String language) {
        String resource = kind + "/" + version + "/" + language + ".properties";
        try (InputStream in = SignedDocuments.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            Properties sentences = new Properties();
            sentences.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return sentences;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
