package kz.negiz.demo.pki;

import java.nio.file.Path;
import java.security.cert.X509Certificate;

/**
 * A key of the demo: whose it is, where its file lies, and what it is for.
 *
 * @param iin empty for a system
 * @param bin empty for a person
 * @param title who holds it
 * @param use what it shows in the demo
 */
public record DemoKey(
        String name,
        Path file,
        String iin,
        String bin,
        Holder holder,
        Template template,
        Storage storage,
        X509Certificate certificate,
        Texts title,
        Texts use) {

    @Override
    public String toString() {
        return "DemoKey[" + name + "]";
    }
}
