package kz.negiz.portal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.zip.GZIPOutputStream;

/**
 * The files that pages refer to, each under an address that holds the beginning of its SHA-256: what an address answers
 * never changes, so browsers keep it for good. Templates see it as {@code assets}.
 */
public final class AssetCatalogue {

    /** Where assets are served, by the gateway for all services. */
    public static final String PATH = "/assets/";

    private static final int PREFIX = 12;
    private static final String OWN = "portal-assets/";
    private static final String WEBJARS = "META-INF/resources/webjars/";

    private final Map<String, Asset> byName = new LinkedHashMap<>();

    AssetCatalogue() {
        add("negiz.css", OWN + "negiz.css", "text/css;charset=UTF-8");
        add("theme.js", OWN + "theme.js", "text/javascript;charset=UTF-8");
        add("negiz.js", OWN + "negiz.js", "text/javascript;charset=UTF-8");
        add("signing.js", OWN + "signing.js", "text/javascript;charset=UTF-8");
        add("negiz.svg", OWN + "negiz.svg", "image/svg+xml");
        add(
                "bootstrap.css",
                WEBJARS + "bootstrap/" + version("bootstrap") + "/dist/css/bootstrap.min.css",
                "text/css;charset=UTF-8");
        add(
                "htmx.js",
                WEBJARS + "htmx.org/" + version("htmx.org") + "/dist/htmx.min.js",
                "text/javascript;charset=UTF-8");
    }

    /** The address of a file. */
    public String url(String name) {
        Asset asset = byName.get(name);
        if (asset == null) {
            throw new IllegalArgumentException("No such asset: " + name);
        }
        return PATH + asset.hash() + '/' + name;
    }

    /** What an address answers; nothing where the hash is not this file's. */
    public Optional<Asset> find(String hash, String name) {
        return Optional.ofNullable(byName.get(name))
                .filter(asset -> asset.hash().equals(hash));
    }

    private void add(String name, String resource, String mediaType) {
        try (InputStream in = AssetCatalogue.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The asset " + resource + " is not on the class path");
            }
            byte[] content = in.readAllBytes();
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content))
                    .substring(0, PREFIX);
            byName.put(name, new Asset(hash, mediaType, content, compressed(content)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String version(String webjar) {
        String resource = "META-INF/maven/org.webjars.npm/" + webjar + "/pom.properties";
        try (InputStream in = AssetCatalogue.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The WebJar " + webjar + " is not on the class path");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] compressed(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    /** A file as it is sent. */
    public static final class Asset {

        private final String hash;
        private final String mediaType;
        private final byte[] content;
        private final byte[] compressed;

        private Asset(String hash, String mediaType, byte[] content, byte[] compressed) {
            this.hash = hash;
            this.mediaType = mediaType;
            this.content = content;
            this.compressed = compressed;
        }

        public String hash() {
            return hash;
        }

        public String mediaType() {
            return mediaType;
        }

        public byte[] content() {
            return content.clone();
        }

        /** The content, gzipped. */
        public byte[] compressed() {
            return compressed.clone();
        }
    }
}
