package kz.negiz.eds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the library does with the bytes of strangers. Jazzer calls it with bytes that reach ever more of the code, the ordinary
 * test with seeds and what chance makes of them; nothing but the refusals that are meant may come out.
 */
public final class FuzzTarget {

    static final byte[] CONTENT = "stamped or signed".getBytes(StandardCharsets.UTF_8);

    /** When the material of the tests was made; without the laboratory, which a process of Jazzer has no use for. */
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    private static volatile @Nullable FuzzTarget current;

    private final Parser parser;
    private final SignatureVerifier verifier;
    private final X509Certificate leaf;
    private final X509Certificate issuer;

    FuzzTarget(Parser parser, SignatureVerifier verifier, X509Certificate leaf, X509Certificate issuer) {
        this.parser = parser;
        this.verifier = verifier;
        this.leaf = leaf;
        this.issuer = issuer;
    }

    /** A reader of bytes, and what must not come of them. */
    enum Parser {
        CMS {
            @Override
            void read(byte[] input, FuzzTarget with) {
                with.verifier.verify(input, CONTENT, Purpose.SIGNING, NOW);
                with.verifier.verifyStamped(input, CONTENT, Purpose.SIGNING, NOW);
            }
        },
        CERTIFICATE {
            @Override
            void read(byte[] input, FuzzTarget with) throws Refusal {
                X509Certificate certificate = CmsMessage.certificate(input);
                with.verifier.validate(certificate, Purpose.LOGIN, NOW);
                CertificateProfile.of(certificate).requireUsableFor(Purpose.SIGNING, EdsPolicy.national());
            }
        },
        OCSP_ANSWER {
            @Override
            void read(byte[] input, FuzzTarget with) throws Refusal {
                OcspAnswer.read(input)
                        .of(
                                with.leaf.getSerialNumber(),
                                with.issuer,
                                Optional.empty(),
                                new OcspAnswer.Rules(
                                        NOW,
                                        EdsPolicy.national().clockSkew(),
                                        (algorithm, key) -> true,
                                        each -> new Revocation.Good(List.of(), List.of())));
            }
        },
        TIME_STAMP {
            @Override
            void read(byte[] input, FuzzTarget with) {
                with.verifier.verifyTimeStamp(input, CONTENT, NOW);
            }
        },
        XML_SIGNATURE {
            @Override
            void read(byte[] input, FuzzTarget with) {
                with.verifier.verifyXml(input, Optional.empty(), Purpose.SIGNING, NOW);
            }
        },
        REVOCATION_LIST {
            @Override
            void read(byte[] input, FuzzTarget with) throws CRLException {
                RevocationList list = RevocationList.of(input);
                new RevocationLists(
                                new TrustBundle(1, NOW, List.of(with.issuer), List.of(), List.of(list)),
                                EdsPolicy.national().clockSkew())
                        .of(with.leaf, with.issuer, NOW);
                for (X509CRLEntry entry :
                        Objects.requireNonNullElse(list.getRevokedCertificates(), Set.<X509CRLEntry>of())) {
                    if (list.find(entry.getSerialNumber()).isEmpty()) {
                        throw new AssertionError("an entry that is there is not found");
                    }
                }
            }
        },
        TRUST_BUNDLE {
            @Override
            void read(byte[] input, FuzzTarget with) {
                TrustBundle bundle = TrustBundle.fromBytes(input);
                if (!TrustBundle.fromBytes(bundle.toBytes()).equals(bundle)) {
                    throw new AssertionError("a bundle that was written is another one");
                }
            }
        },
        EVIDENCE {
            @Override
            void read(byte[] input, FuzzTarget with) {
                Evidence evidence = Evidence.fromBytes(input);
                if (!Evidence.fromBytes(evidence.toBytes()).equals(evidence)) {
                    throw new AssertionError("evidence that was written is another one");
                }
            }
        };

        abstract void read(byte[] input, FuzzTarget with) throws Refusal, GeneralSecurityException;
    }

    void read(byte[] input) {
        try {
            parser.read(input, this);
        } catch (Refusal | GeneralSecurityException refused) {
            // meant
        } catch (IllegalArgumentException refused) {
            if (parser != Parser.TRUST_BUNDLE && parser != Parser.EVIDENCE) {
                throw refused;
            }
        }
    }

    /** Called by Jazzer once, in a process of its own. */
    public static void fuzzerInitialize() {
        try {
            Path trust = Path.of(System.getProperty("negiz.fuzz.trust"));
            TrustBundle bundle = TrustBundle.fromBytes(Files.readAllBytes(trust.resolve("bundle")));
            current = new FuzzTarget(
                    Parser.valueOf(System.getProperty("negiz.fuzz.parser")),
                    new SignatureVerifier(bundle, EdsPolicy.national()),
                    Encodings.certificate(Files.readAllBytes(trust.resolve("leaf.cer"))),
                    Encodings.certificate(Files.readAllBytes(trust.resolve("issuer.cer"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Called by Jazzer for each input. */
    public static void fuzzerTestOneInput(byte[] input) {
        FuzzTarget target = current;
        if (target == null) {
            throw new IllegalStateException("not initialized");
        }
        target.read(input);
    }
}
