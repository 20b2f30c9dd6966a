package kz.negiz.auditlog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import kz.negiz.demo.pki.Branch;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.eds.CmsSigner;
import kz.negiz.eds.EdsPolicy;
import kz.negiz.eds.SignatureVerifier;
import kz.negiz.eds.TrustBundle;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.AccountKind;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.standing.Standing;
import kz.negiz.kit.standing.StandingClient;
import kz.negiz.kit.trust.TrustBundles;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.client.ResourceAccessException;

/** People with keys of a demo PKI, the registry that knows them, and the gateway's trust list. */
@TestConfiguration(proxyBeanMethods = false)
public class TestProsecutors {

    private static final DemoPki PKI = newPki();
    private static final SignatureVerifier VERIFIER = new SignatureVerifier(bundle(), EdsPolicy.national());
    private static final Map<String, Standing> STANDINGS = new ConcurrentHashMap<>();
    private static final AtomicBoolean SILENT = new AtomicBoolean();

    /** Makes the registry answer nobody, or everybody again. */
    public static void registrySilent(boolean silent) {
        SILENT.set(silent);
    }

    /** Says to the registry that a key's holder is this prosecutor. */
    public static Caller.User prosecutor(String key, String body, String department) {
        Standing.Good good = new Standing.Good(
                UUID.randomUUID(),
                AccountKind.PERSON,
                Set.of(AccessRole.PROSECUTOR),
                body,
                "PROSECUTION",
                department,
                "",
                "",
                true);
        STANDINGS.put(PKI.key(key).iin(), good);
        return good.asCaller("session-1", "en");
    }

    public static CmsSigner signer(String key) {
        try {
            return CmsSigner.fromPkcs12(PKI.key(key).file(), DemoPki.PASSWORD.toCharArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The signature under a document, both in base64. */
    public static String signature(String document, String key) {
        return Base64.getEncoder()
                .encodeToString(signer(key).sign(Base64.getDecoder().decode(document), true));
    }

    @Bean
    StandingClient standingClient() {
        return question -> {
            if (SILENT.get()) {
                throw new ResourceAccessException("the registry does not answer");
            }
            return Objects.requireNonNullElse(
                    STANDINGS.get(String.valueOf(question.iin())), new Standing.None("NOT_REGISTERED", "R41-2a", null));
        };
    }

    @Bean
    TrustBundles trustBundles() {
        return new TrustBundles() {
            @Override
            public Optional<TrustBundle> current() {
                return Optional.of(VERIFIER.bundle());
            }

            @Override
            public Optional<SignatureVerifier> verifier() {
                return Optional.of(VERIFIER);
            }
        };
    }

    private static DemoPki newPki() {
        try {
            return DemoPki.openOrCreate(
                    Files.createTempDirectory("negiz-audit-test-pki-"), Clock.systemUTC(), Branch.ECDSA);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TrustBundle bundle() {
        try {
            return TrustBundle.read(PKI.anchorsDir(), PKI.intermediatesDir(), PKI.crlsDir(), 1, Instant.now());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
