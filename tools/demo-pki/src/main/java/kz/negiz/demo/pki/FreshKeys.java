package kz.negiz.demo.pki;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Key pairs for files that are not there yet, made side by side: RSA keys take most of the time of a first start. */
final class FreshKeys {

    private final Map<Path, KeyKind> missing = new ConcurrentHashMap<>();
    private final Map<Path, KeyPair> made = new ConcurrentHashMap<>();

    void expect(Path file, KeyKind kind) {
        if (!Files.exists(file)) {
            missing.put(file, kind);
        }
    }

    void generate() {
        missing.entrySet().parallelStream()
                .forEach(each -> made.put(each.getKey(), each.getValue().generate()));
        missing.clear();
    }

    /** The pair for this file; made now, where the file was there and is to be replaced. */
    KeyPair take(Path file, KeyKind kind) {
        KeyPair pair = made.remove(file);
        return pair == null ? kind.generate() : pair;
    }
}
