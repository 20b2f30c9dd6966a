package kz.negiz.demo.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;

/**
 * What an end-entity certificate is to say; begins with a template of the profile, and every part can be bent for a test.
 * Each way to bend it gives another one and leaves this one as it is.
 */
public final class LeafSpec {

    private X500Name subject;
    private Optional<KeyPair> keyPair = Optional.empty();
    private KeyKind keyKind = KeyKind.RSA_2048;
    private Instant notBefore;
    private Instant notAfter;
    private int keyUsage;
    private boolean keyUsageCritical = true;
    private List<String> extendedKeyUsage = List.of();
    private boolean extendedKeyUsageCritical;
    private List<String> policies = List.of();
    private Optional<String> storage = Optional.empty();
    private boolean authority;
    private List<Extension> furtherExtensions = List.of();
    private Optional<BigInteger> serial = Optional.empty();
    private Optional<String> signatureAlgorithm = Optional.empty();
    private boolean doubleOcspEntry;

    private LeafSpec(X500Name subject, Instant notBefore) {
        this.subject = subject;
        this.notBefore = notBefore;
        this.notAfter = notBefore.plus(Duration.ofDays(366));
    }

    private LeafSpec(LeafSpec like, Consumer<LeafSpec> change) {
        this.subject = like.subject;
        this.keyPair = like.keyPair;
        this.keyKind = like.keyKind;
        this.notBefore = like.notBefore;
        this.notAfter = like.notAfter;
        this.keyUsage = like.keyUsage;
        this.keyUsageCritical = like.keyUsageCritical;
        this.extendedKeyUsage = like.extendedKeyUsage;
        this.extendedKeyUsageCritical = like.extendedKeyUsageCritical;
        this.policies = like.policies;
        this.storage = like.storage;
        this.authority = like.authority;
        this.furtherExtensions = like.furtherExtensions;
        this.serial = like.serial;
        this.signatureAlgorithm = like.signatureAlgorithm;
        this.doubleOcspEntry = like.doubleOcspEntry;
        change.accept(this);
    }

    /** A natural person's certificate as issued today. */
    public static LeafSpec person(String surname, String name, String iin, Instant notBefore) {
        return of(Template.INDIVIDUAL, personName(surname, name, iin).build(), notBefore)
                .withStorage(Storage.KAZTOKEN);
    }

    /** A certificate of an organisation's first head as issued today. */
    public static LeafSpec organisation(
            String surname, String name, String iin, String organisation, String bin, Instant notBefore) {
        X500NameBuilder subject = personName(surname, name, iin)
                .addRDN(BCStyle.O, new DERUTF8String(organisation))
                .addRDN(BCStyle.OU, new DERUTF8String("BIN" + bin));
        return of(Template.FIRST_HEAD, subject.build(), notBefore).withStorage(Storage.PKCS12);
    }

    /** An information system's certificate as issued today: no person's number, an object identifier of its own. */
    public static LeafSpec system(String title, String systemOid, String organisation, String bin, Instant notBefore) {
        X500Name subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.UID, new DERUTF8String(systemOid))
                .addRDN(BCStyle.CN, new DERUTF8String(title))
                .addRDN(BCStyle.C, new DERPrintableString("KZ"))
                .addRDN(BCStyle.O, new DERUTF8String(organisation))
                .addRDN(BCStyle.OU, new DERUTF8String("BIN" + bin))
                .build();
        return of(Template.INFORMATION_SYSTEM, subject, notBefore).withStorage(Storage.PKCS12);
    }

    /** A time-stamping service's certificate. */
    public static LeafSpec timeStamping(String commonName, Instant notBefore) {
        return of(Template.TIME_STAMPING, serviceName(commonName), notBefore);
    }

    /** An OCSP responder's certificate; it says itself that nobody needs to ask whether it was revoked. */
    public static LeafSpec ocspResponder(String commonName, Instant notBefore) {
        try {
            return of(Template.OCSP_SIGNING, serviceName(commonName), notBefore)
                    .withExtension(
                            Extension.create(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X500Name serviceName(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, new DERUTF8String(commonName))
                .addRDN(BCStyle.O, new DERUTF8String("DEMO"))
                .addRDN(BCStyle.C, new DERPrintableString("KZ"))
                .build();
    }

    /** A certificate of the given template for any subject. */
    public static LeafSpec of(Template template, X500Name subject, Instant notBefore) {
        return new LeafSpec(subject, notBefore).withTemplate(template);
    }

    private static X500NameBuilder personName(String surname, String name, String iin) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, new DERUTF8String(surname + " " + name))
                .addRDN(BCStyle.SURNAME, new DERUTF8String(surname))
                .addRDN(BCStyle.SERIALNUMBER, new DERPrintableString("IIN" + iin))
                .addRDN(BCStyle.C, new DERPrintableString("KZ"));
    }

    private LeafSpec with(Consumer<LeafSpec> change) {
        return new LeafSpec(this, change);
    }

    /** The same subject under another template. */
    public LeafSpec withTemplate(Template template) {
        // In the national "right to sign" template extendedKeyUsage is critical and keyUsage is not.
        boolean rightToSign = template == Template.RIGHT_TO_SIGN;
        return with(leaf -> {
            leaf.keyUsage = template.keyUsage();
            leaf.keyUsageCritical = !rightToSign;
            leaf.extendedKeyUsage = template.extendedKeyUsage();
            leaf.extendedKeyUsageCritical = rightToSign || template == Template.TIME_STAMPING;
            leaf.policies = List.of(template.policy());
            leaf.doubleOcspEntry = rightToSign;
        });
    }

    public LeafSpec withSubject(X500Name value) {
        return with(leaf -> leaf.subject = value);
    }

    /** The same subject with one attribute more. */
    public LeafSpec withAttribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
        X500NameBuilder builder = new X500NameBuilder(BCStyle.INSTANCE);
        for (var rdn : subject.getRDNs()) {
            builder.addMultiValuedRDN(rdn.getTypesAndValues());
        }
        return withSubject(builder.addRDN(type, value).build());
    }

    /** The same subject without an attribute. */
    public LeafSpec withoutAttribute(ASN1ObjectIdentifier type) {
        X500NameBuilder builder = new X500NameBuilder(BCStyle.INSTANCE);
        for (var rdn : subject.getRDNs()) {
            if (!rdn.getFirst().getType().equals(type)) {
                builder.addMultiValuedRDN(rdn.getTypesAndValues());
            }
        }
        return withSubject(builder.build());
    }

    public LeafSpec withKeyPair(KeyPair value) {
        return with(leaf -> leaf.keyPair = Optional.of(value));
    }

    public LeafSpec withKeyKind(KeyKind value) {
        return with(leaf -> leaf.keyKind = value);
    }

    public LeafSpec withValidity(Instant from, Instant to) {
        return with(leaf -> {
            leaf.notBefore = from;
            leaf.notAfter = to;
        });
    }

    public LeafSpec withKeyUsage(int bits) {
        return with(leaf -> leaf.keyUsage = bits);
    }

    public LeafSpec withExtendedKeyUsage(String... oids) {
        return with(leaf -> leaf.extendedKeyUsage = List.of(oids));
    }

    public LeafSpec withPolicies(String... oids) {
        return with(leaf -> leaf.policies = List.of(oids));
    }

    public LeafSpec withStorage(Storage value) {
        return withStorage(Optional.of(value.oid()));
    }

    public LeafSpec withStorage(Optional<String> oid) {
        return with(leaf -> leaf.storage = oid);
    }

    /** The same leaf, claiming in basicConstraints to be an authority. */
    public LeafSpec asAuthority() {
        return with(leaf -> leaf.authority = true);
    }

    /** The same leaf with one extension more. */
    public LeafSpec withExtension(Extension extension) {
        return with(leaf -> leaf.furtherExtensions =
                Stream.concat(furtherExtensions.stream(), Stream.of(extension)).toList());
    }

    public LeafSpec withSerial(BigInteger value) {
        return with(leaf -> leaf.serial = Optional.of(value));
    }

    /** The same leaf, signed by the authority with another algorithm (a JCA name such as {@code SHA1withRSA}). */
    public LeafSpec withSignatureAlgorithm(String value) {
        return with(leaf -> leaf.signatureAlgorithm = Optional.of(value));
    }

    X500Name subject() {
        return subject;
    }

    Optional<KeyPair> keyPair() {
        return keyPair;
    }

    KeyKind keyKind() {
        return keyKind;
    }

    Instant notBefore() {
        return notBefore;
    }

    Instant notAfter() {
        return notAfter;
    }

    /** Bits of {@link org.bouncycastle.asn1.x509.KeyUsage}; 0 leaves the extension out. */
    int keyUsage() {
        return keyUsage;
    }

    boolean keyUsageCritical() {
        return keyUsageCritical;
    }

    List<String> extendedKeyUsage() {
        return extendedKeyUsage;
    }

    boolean extendedKeyUsageCritical() {
        return extendedKeyUsageCritical;
    }

    List<String> policies() {
        return policies;
    }

    /** Object identifier of the key storage; empty leaves the extension out. */
    Optional<String> storage() {
        return storage;
    }

    /** Whether basicConstraints says CA:TRUE. */
    boolean authority() {
        return authority;
    }

    List<Extension> furtherExtensions() {
        return furtherExtensions;
    }

    Optional<BigInteger> serial() {
        return serial;
    }

    Optional<String> signatureAlgorithm() {
        return signatureAlgorithm;
    }

    boolean doubleOcspEntry() {
        return doubleOcspEntry;
    }
}
