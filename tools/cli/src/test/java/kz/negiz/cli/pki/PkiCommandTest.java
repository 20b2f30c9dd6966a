package kz.negiz.cli.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import kz.negiz.cli.Negiz;
import kz.negiz.demo.pki.Branch;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.eds.EdsPolicy;
import kz.negiz.eds.Revocation;
import kz.negiz.eds.SignatureVerifier;
import kz.negiz.eds.TrustBundle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PkiCommandTest {

    @TempDir
    static Path folder;

    private static DemoPki pki;

    @BeforeAll
    static void make() {
        pki = DemoPki.openOrCreate(folder.resolve("pki"), Clock.systemUTC(), Branch.ECDSA);
    }

    private record Run(int exit, String out, String err) {}

    @Test
    void aKeyIsPutOnHoldAndGivenBackWhileOthersWatch() throws Exception {
        assertThat(said("head")).isInstanceOf(Revocation.Good.class);
        assertThat(run("revoke", "head", "--reason", "certificate_hold").exit()).isZero();
        assertThat(said("head"))
                .isInstanceOfSatisfying(
                        Revocation.Revoked.class,
                        revoked -> assertThat(revoked.cause()).isEqualTo("CERTIFICATE_HOLD"));
        assertThat(run("release", "head").exit()).isZero();
        assertThat(said("head")).isInstanceOf(Revocation.Good.class);
    }

    @Test
    void whatIsRevokedStaysSo() throws Exception {
        assertThat(run("revoke", "head-gost").out()).startsWith("head-gost is revoked.");
        Run release = run("release", "head-gost");
        assertThat(release.exit()).isEqualTo(Negiz.REFUSED);
        assertThat(release.err()).startsWith("head-gost is not on hold.");
        assertThat(said("head-gost")).isInstanceOf(Revocation.Revoked.class);
    }

    @Test
    void unknownNamesAndPlacesAreTold() {
        assertThat(run("revoke", "nobody").exit()).isEqualTo(Negiz.USAGE);
        assertThat(run("revoke", "nobody").err()).contains("No demo key is named nobody; there are administrator, ");
        assertThat(run("revoke", "head", "--reason", "bad_mood").exit()).isEqualTo(Negiz.USAGE);
        assertThat(execute("pki", "revoke", "head", "--pki", folder.toString()).err())
                .startsWith("There is no demo PKI yet");
        assertThat(execute("pki", "revoke", "--help").out()).contains("--reason", "CERTIFICATE_HOLD");
        assertThat(execute("pki").exit()).isEqualTo(Negiz.USAGE);
    }

    /** By the lists in the folder, as a gateway reads them. */
    private static Revocation said(String key) throws IOException {
        X509Certificate certificate = pki.key(key).certificate();
        TrustBundle bundle =
                TrustBundle.read(pki.anchorsDir(), pki.intermediatesDir(), pki.crlsDir(), 1, Instant.now());
        return new SignatureVerifier(bundle, EdsPolicy.national()).revocation(certificate, Instant.now());
    }

    private static Run run(String verb, String name, String... more) {
        String[] args = new String[5 + more.length];
        System.arraycopy(
                new String[] {"pki", verb, name, "--pki", pki.directory().toString()}, 0, args, 0, 5);
        System.arraycopy(more, 0, args, 5, more.length);
        return execute(args);
    }

    private static Run execute(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Negiz.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        int exit = line.execute(args);
        return new Run(exit, out.toString(), err.toString());
    }
}
