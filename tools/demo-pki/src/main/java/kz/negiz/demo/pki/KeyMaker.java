package kz.negiz.demo.pki;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Makes many key pairs at once.
 *
 * <p>RSA keys are made in a Java process of their own, for a few seconds: the command line and the tests run with a
 * compiler that starts quickly and computes slowly, and there each RSA key would take ten times as long.
 */
final class KeyMaker {

    private KeyMaker() {}

    /** One pair for each kind, in the same order. */
    static List<KeyPair> make(List<KeyKind> kinds) {
        List<KeyKind> costly = kinds.stream().filter(KeyKind::isRsa).toList();
        Iterator<KeyPair> rsa = (costly.isEmpty()
                        ? List.<KeyPair>of()
                        : inProcessOfItsOwn(costly).orElseGet(() -> here(costly)))
                .iterator();
        Iterator<KeyPair> others =
                here(kinds.stream().filter(kind -> !kind.isRsa()).toList()).iterator();
        return kinds.stream().map(kind -> (kind.isRsa() ? rsa : others).next()).toList();
    }

    private static List<KeyPair> here(List<KeyKind> kinds) {
        return kinds.parallelStream().map(KeyKind::generate).toList();
    }

    /** The pairs that the other process wrote; nothing where it could not be started or did not come to its end. */
    private static Optional<List<KeyPair>> inProcessOfItsOwn(List<KeyKind> kinds) {
        List<String> command = new ArrayList<>();
        try {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-XX:+UseSerialGC", "-Xmx128m", "-cp"));
            command.add(Path.of(KeyMaker.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
            command.add(KeyMaker.class.getName());
            kinds.forEach(kind -> command.add(kind.name()));
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII)) {
                List<String> lines = out.readAllLines();
                return process.waitFor() == 0 && lines.size() == kinds.size()
                        ? Optional.of(lines.stream().map(KeyMaker::pair).toList())
                        : Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException | URISyntaxException | IllegalArgumentException | NullPointerException e) {
            return Optional.empty();
        }
    }

    /** The process: kinds of key as arguments, a line for each pair on the standard output. */
    public static void main(String[] kinds) {
        Thread.ofPlatform().daemon().start(KeyMaker::endWithParent);
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
        for (KeyPair pair : here(Arrays.stream(kinds).map(KeyKind::valueOf).toList())) {
            Base64.Encoder base64 = Base64.getEncoder();
            out.println(pair.getPrivate().getAlgorithm() + " "
                    + base64.encodeToString(pair.getPrivate().getEncoded()) + " "
                    + base64.encodeToString(pair.getPublic().getEncoded()));
        }
        out.flush();
    }

    /** The parent never writes: an end of input tells that it has died. */
    private static void endWithParent() {
        try (InputStreamReader in = new InputStreamReader(System.in, StandardCharsets.US_ASCII)) {
            if (in.read() < 0) {
                Runtime.getRuntime().halt(1);
            }
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
        }
    }

    private static KeyPair pair(String line) {
        String[] parts = line.split(" ", -1);
        try {
            KeyFactory factory = KeyFactory.getInstance(parts[0]);
            return new KeyPair(
                    factory.generatePublic(
                            new X509EncodedKeySpec(Base64.getDecoder().decode(parts[2]))),
                    factory.generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getDecoder().decode(parts[1]))));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The key maker wrote no key", e);
        }
    }
}
