package kz.negiz.demo.pki;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Key pairs for files that are not there yet, made all at once: RSA keys take most of the time of a first start. */
final class FreshKeys {

    private final Map<Path, KeyKind> missing = new LinkedHashMap<>();
    private final Map<Path, KeyPair> made = new LinkedHashMap<>();

    void expect(Path file, KeyKind kind) {
        if (!Files.exists(file)) {
            missing.put(file, kind);
        }
    }

    void generate() {
        List<Path> files = new ArrayList<>(missing.keySet());
        List<KeyPair> pairs = KeyMaker.make(files.stream().map(missing::get).toList());
        for (int i = 0; i < files.size(); i++) {
            made.put(files.get(i), pairs.get(i));
        }
        missing.clear();
    }

    /** The pair for this file; made now, where the file was there and is to be replaced. */
    KeyPair take(Path file, KeyKind kind) {
        KeyPair pair = made.remove(file);
        return pair == null ? kind.generate() : pair;
    }
}
