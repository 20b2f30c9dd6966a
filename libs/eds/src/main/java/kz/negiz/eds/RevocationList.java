package kz.negiz.eds;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Principal;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CRLException;
import java.security.cert.CRLReason;
import java.security.cert.Certificate;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.jspecify.annotations.Nullable;

/**
 * A certificate revocation list (RFC 5280 section 5) that stays what it is, bytes, with eight more bytes an entry to find it by
 * its serial number. Java's own form takes ten times as much as the list of the national authority has.
 *
 * <p>It is read strictly, once: what can be made is well-formed in every entry. Signatures are not verified by reading.
 */
final class RevocationList extends X509CRL {

    private static final String CRL_NUMBER = "2.5.29.20";
    private static final String REASON_CODE = "2.5.29.21";
    private static final String DELTA = "2.5.29.27";
    private static final byte[] REASON_CODE_OID = {0x55, 0x1d, 0x15};
    private static final byte[] CERTIFICATE_ISSUER_OID = {0x55, 0x1d, 0x1d};

    private static final int MOST_HEADER_BYTES = 64 * 1024;
    private static final int MOST_ENTRY_EXTENSIONS = 16;
    private static final int LAST_REASON = 10;
    private static final String PEM_BEGIN = "-----BEGIN X509 CRL-----";
    private static final String PEM_END = "-----END X509 CRL-----";

    private final byte[] bytes;
    private final int from;
    private final int to;
    /** The signed part, with tag and length. */
    private final int signedFrom;

    private final int signedTo;
    private final AlgorithmIdentifier algorithm;
    private final byte[] signature;
    private final int version;
    private final X500Principal issuer;
    private final Instant thisUpdate;
    private final Optional<Instant> nextUpdate;
    private final Optional<Extensions> extensions;
    private final Optional<BigInteger> number;
    private final Optional<BigInteger> base;
    private final String sha256;
    private final int entriesFrom;
    private final int entriesTo;
    /** For each entry the hash of its serial number and, in the lower half, where it begins; in order. */
    private final long[] index;

    private final boolean understoodEntries;

    /** Reads a list in DER, or in PEM. The array is kept and must not change. */
    static RevocationList of(byte[] encoded) throws CRLException {
        byte[] der = encoded.length > 0 && encoded[0] == '-' ? pem(encoded) : encoded;
        return of(der, 0, der.length);
    }

    /** Reads the list that lies in this part of an array, which is kept and must not change. */
    static RevocationList of(byte[] bytes, int from, int to) throws CRLException {
        try {
            return new RevocationList(bytes, from, to);
        } catch (IOException | DateTimeException | IllegalArgumentException | IllegalStateException e) {
            throw new CRLException("This is no revocation list in DER", e);
        }
    }

    /** The same list in this form. */
    static RevocationList of(X509CRL list) throws CRLException {
        return list instanceof RevocationList already ? already : of(list.getEncoded());
    }

    private RevocationList(byte[] bytes, int from, int to) throws IOException {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        long whole = Der.element(bytes, from, to, Der.SEQUENCE);
        requireEnd(Der.end(whole), to);
        long signed = Der.element(bytes, Der.start(whole), to, Der.SEQUENCE);
        this.signedFrom = Der.start(whole);
        this.signedTo = Der.end(signed);
        long outer = Der.element(bytes, signedTo, to, Der.SEQUENCE);
        this.algorithm = AlgorithmIdentifier.getInstance(small(signedTo, Der.end(outer)));
        long bits = Der.element(bytes, Der.end(outer), to, Der.BIT_STRING);
        requireEnd(Der.end(bits), to);
        if (Der.start(bits) == to || bytes[Der.start(bits)] != 0 || to - Der.start(bits) > MOST_HEADER_BYTES) {
            throw new IOException("The signature is no octets");
        }
        this.signature = Arrays.copyOfRange(bytes, Der.start(bits) + 1, to);

        int at = Der.start(signed);
        int read = 1;
        if (Der.tag(bytes, at, signedTo) == Der.INTEGER) {
            long value = Der.element(bytes, at, signedTo, Der.INTEGER);
            if (Der.end(value) - Der.start(value) != 1 || bytes[Der.start(value)] != 1) {
                throw new IOException("The version is unknown");
            }
            read = 2;
            at = Der.end(value);
        }
        this.version = read;
        long inner = Der.element(bytes, at, signedTo, Der.SEQUENCE);
        requireSame(AlgorithmIdentifier.getInstance(small(at, Der.end(inner))), algorithm);
        at = Der.end(inner);
        long name = Der.element(bytes, at, signedTo, Der.SEQUENCE);
        if (Der.start(name) == Der.end(name) || Der.end(name) - at > MOST_HEADER_BYTES) {
            throw new IOException("The issuer has no name");
        }
        this.issuer = new X500Principal(Arrays.copyOfRange(bytes, at, Der.end(name)));
        at = Der.end(name);
        long updated = time(at, signedTo);
        this.thisUpdate = instant(updated);
        at = Der.end(updated);
        if (isTime(at, signedTo)) {
            long next = time(at, signedTo);
            this.nextUpdate = Optional.of(instant(next));
            at = Der.end(next);
        } else {
            this.nextUpdate = Optional.empty();
        }
        if (Der.tag(bytes, at, signedTo) == Der.SEQUENCE) {
            long entries = Der.element(bytes, at, signedTo, Der.SEQUENCE);
            this.entriesFrom = Der.start(entries);
            this.entriesTo = Der.end(entries);
            at = entriesTo;
        } else {
            this.entriesFrom = at;
            this.entriesTo = at;
        }
        if (Der.tag(bytes, at, signedTo) == Der.EXPLICIT_0) {
            long tagged = Der.element(bytes, at, signedTo, Der.EXPLICIT_0);
            this.extensions = Optional.of(Extensions.getInstance(small(Der.start(tagged), Der.end(tagged))));
            at = Der.end(tagged);
        } else {
            this.extensions = Optional.empty();
        }
        requireEnd(at, signedTo);
        this.number = integer(CRL_NUMBER);
        this.base = integer(DELTA);

        this.index = new long[count()];
        boolean understood = true;
        int entry = 0;
        for (int begin = entriesFrom; begin < entriesTo; entry++) {
            long element = Der.element(bytes, begin, entriesTo, Der.SEQUENCE);
            understood &= check(element);
            long serial = Der.element(bytes, Der.start(element), Der.end(element), Der.INTEGER);
            index[entry] = key(hash(bytes, Der.start(serial), Der.end(serial)), begin);
            begin = Der.end(element);
        }
        Arrays.sort(index);
        this.understoodEntries = understood;
        MessageDigest digest = Encodings.sha256();
        digest.update(bytes, from, to - from);
        this.sha256 = HexFormat.of().formatHex(digest.digest());
    }

    /** What an entry says, without its extensions. */
    record Revoked(Instant since, CRLReason cause) {}

    /** The entry for this serial number; the last one, should a list name it twice. */
    Optional<Revoked> find(BigInteger serial) {
        int begin = begin(serial);
        if (begin < 0) {
            return Optional.empty();
        }
        Entry entry = new Entry(begin);
        return Optional.of(new Revoked(entry.since(), entry.cause()));
    }

    /** The digest of the list as it came, in hex. */
    String sha256() {
        return sha256;
    }

    /** The list's number; -1 where it has none. */
    BigInteger number() {
        return number.orElse(BigInteger.ONE.negate());
    }

    /** For a delta: the number of the full list it builds on. */
    Optional<BigInteger> base() {
        return base;
    }

    Instant from() {
        return thisUpdate;
    }

    Optional<Instant> until() {
        return nextUpdate;
    }

    int size() {
        return index.length;
    }

    /**
     * Lists for a part of the certificates, or of several authorities, say so in critical extensions: they are not for us, and
     * nothing follows from a name that is missing there.
     */
    boolean isUnderstood() {
        return understoodEntries && Set.of(DELTA).containsAll(getCriticalExtensionOIDs());
    }

    int encodedLength() {
        return to - from;
    }

    /** Gives the encoded list to a digest or a buffer, without a copy of it. */
    void encodeTo(Encodings.Sink sink) {
        sink.accept(bytes, from, to - from);
    }

    private static byte[] pem(byte[] encoded) throws CRLException {
        String text = new String(encoded, StandardCharsets.ISO_8859_1).strip();
        if (!text.startsWith(PEM_BEGIN) || !text.endsWith(PEM_END)) {
            throw new CRLException("This is no revocation list in PEM");
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(PEM_BEGIN.length(), text.length() - PEM_END.length()));
        } catch (IllegalArgumentException e) {
            throw new CRLException("This is no revocation list in PEM", e);
        }
    }

    private static void requireEnd(int at, int end) throws IOException {
        if (at != end) {
            throw new IOException("Something follows after the end");
        }
    }

    /** A part that is small in any list. */
    private ASN1Sequence small(int begin, int end) throws IOException {
        if (end - begin > MOST_HEADER_BYTES) {
            throw new IOException("A part of the list is too large");
        }
        return Encodings.sequence(Arrays.copyOfRange(bytes, begin, end));
    }

    /** The national lists leave the parameters out in one place and write NULL in the other. */
    private static void requireSame(AlgorithmIdentifier inner, AlgorithmIdentifier outer) throws IOException {
        boolean same = inner.getAlgorithm().equals(outer.getAlgorithm())
                && (inner.equals(outer)
                        || (AcceptedAlgorithm.hasNoParameters(inner) && AcceptedAlgorithm.hasNoParameters(outer)));
        if (!same) {
            throw new IOException("Two algorithms are named");
        }
    }

    private Optional<BigInteger> integer(String oid) throws IOException {
        @Nullable Extension extension = extension(oid);
        return extension == null
                ? Optional.empty()
                : Optional.of(ASN1Integer.getInstance(extension.getExtnValue().getOctets())
                        .getValue());
    }

    private @Nullable Extension extension(String oid) {
        return extensions
                .map(all -> all.getExtension(new ASN1ObjectIdentifier(oid)))
                .orElse(null);
    }

    private int count() throws IOException {
        int count = 0;
        for (int at = entriesFrom; at < entriesTo; count++) {
            at = Der.end(Der.element(bytes, at, entriesTo, Der.SEQUENCE));
        }
        return count;
    }

    /** Requires that an entry is well-formed; tells whether it holds nothing that one would have to know of. */
    private boolean check(long entry) throws IOException {
        int end = Der.end(entry);
        long serial = Der.element(bytes, Der.start(entry), end, Der.INTEGER);
        Der.requireShortestInteger(bytes, serial);
        long since = time(Der.end(serial), end);
        instant(since);
        if (Der.end(since) == end) {
            return true;
        }
        long all = Der.element(bytes, Der.end(since), end, Der.SEQUENCE);
        requireEnd(Der.end(all), end);
        boolean understood = true;
        int count = 0;
        for (int at = Der.start(all); at < end; count++) {
            long extension = Der.element(bytes, at, end, Der.SEQUENCE);
            if (count == MOST_ENTRY_EXTENSIONS || isRepeated(Der.start(all), at, extension)) {
                throw new IOException("An entry has too many extensions");
            }
            understood &= checkExtension(extension);
            at = Der.end(extension);
        }
        return understood;
    }

    private boolean checkExtension(long extension) throws IOException {
        long oid = oid(extension);
        Der.requireObjectIdentifier(bytes, oid);
        boolean critical = isCritical(extension);
        long value = value(extension);
        if (is(REASON_CODE_OID, oid)) {
            long code = Der.element(bytes, Der.start(value), Der.end(value), Der.ENUMERATED);
            requireEnd(Der.end(code), Der.end(value));
            if (Der.end(code) - Der.start(code) != 1
                    || bytes[Der.start(code)] < 0
                    || bytes[Der.start(code)] > LAST_REASON) {
                throw new IOException("The reason is none");
            }
            return true;
        }
        // An entry of another authority makes the list an indirect one, whatever its head says.
        return !critical && !is(CERTIFICATE_ISSUER_OID, oid);
    }

    private long oid(long extension) throws IOException {
        return Der.element(bytes, Der.start(extension), Der.end(extension), Der.OBJECT_IDENTIFIER);
    }

    private boolean isCritical(long extension) throws IOException {
        int at = Der.end(oid(extension));
        if (Der.tag(bytes, at, Der.end(extension)) != Der.BOOLEAN) {
            return false;
        }
        long flag = Der.element(bytes, at, Der.end(extension), Der.BOOLEAN);
        if (Der.end(flag) - Der.start(flag) != 1) {
            throw new IOException("The flag is none");
        }
        return bytes[Der.start(flag)] != 0;
    }

    private long value(long extension) throws IOException {
        int at = Der.end(oid(extension));
        if (Der.tag(bytes, at, Der.end(extension)) == Der.BOOLEAN) {
            at = Der.end(Der.element(bytes, at, Der.end(extension), Der.BOOLEAN));
        }
        long value = Der.element(bytes, at, Der.end(extension), Der.OCTET_STRING);
        requireEnd(Der.end(value), Der.end(extension));
        return value;
    }

    private boolean isRepeated(int first, int until, long extension) throws IOException {
        long oid = oid(extension);
        for (int at = first; at < until; ) {
            long before = Der.element(bytes, at, until, Der.SEQUENCE);
            long other = oid(before);
            if (Arrays.equals(bytes, Der.start(other), Der.end(other), bytes, Der.start(oid), Der.end(oid))) {
                return true;
            }
            at = Der.end(before);
        }
        return false;
    }

    private boolean is(byte[] content, long element) {
        return Arrays.equals(content, 0, content.length, bytes, Der.start(element), Der.end(element));
    }

    private boolean isTime(int at, int end) {
        int tag = Der.tag(bytes, at, end);
        return tag == Der.UTC_TIME || tag == Der.GENERALIZED_TIME;
    }

    private long time(int at, int end) throws IOException {
        return Der.element(
                bytes, at, end, Der.tag(bytes, at, end) == Der.GENERALIZED_TIME ? Der.GENERALIZED_TIME : Der.UTC_TIME);
    }

    /** RFC 5280 section 5.1.2.4: seconds and Z are always there, fractions never. */
    private Instant instant(long time) throws IOException {
        int at = Der.start(time);
        int length = Der.end(time) - at;
        int year;
        if (length == 13) {
            int two = twoDigits(at);
            year = two < 50 ? 2000 + two : 1900 + two;
            at += 2;
        } else if (length == 15) {
            year = 100 * twoDigits(at) + twoDigits(at + 2);
            at += 4;
        } else {
            throw new IOException("The time is none");
        }
        if (bytes[Der.end(time) - 1] != 'Z' || (length == 15) != (bytes[Der.start(time) - 2] == Der.GENERALIZED_TIME)) {
            throw new IOException("The time is none");
        }
        return LocalDateTime.of(
                        year, twoDigits(at), twoDigits(at + 2), twoDigits(at + 4), twoDigits(at + 6), twoDigits(at + 8))
                .toInstant(ZoneOffset.UTC);
    }

    private int twoDigits(int at) throws IOException {
        int tens = bytes[at] - '0';
        int ones = bytes[at + 1] - '0';
        if (tens < 0 || tens > 9 || ones < 0 || ones > 9) {
            throw new IOException("The time is none");
        }
        return 10 * tens + ones;
    }

    private static int hash(byte[] array, int begin, int end) {
        int hash = 1;
        for (int i = begin; i < end; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    private static long key(int hash, int begin) {
        return (long) hash << 32 | begin;
    }

    /** Where the entry for this serial number begins, or -1. */
    private int begin(BigInteger serial) {
        byte[] wanted = serial.toByteArray();
        int hash = hash(wanted, 0, wanted.length);
        int at = Arrays.binarySearch(index, key(hash, 0));
        int found = -1;
        for (int i = at < 0 ? -at - 1 : at; i < index.length && (int) (index[i] >>> 32) == hash; i++) {
            int begin = (int) index[i];
            if (Arrays.equals(wanted, serial(begin))) {
                found = begin;
            }
        }
        return found;
    }

    private byte[] serial(int begin) {
        try {
            long entry = Der.element(bytes, begin, entriesTo, Der.SEQUENCE);
            long serial = Der.element(bytes, Der.start(entry), Der.end(entry), Der.INTEGER);
            return Arrays.copyOfRange(bytes, Der.start(serial), Der.end(serial));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public byte[] getEncoded() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    @Override
    public byte[] getTBSCertList() {
        return Arrays.copyOfRange(bytes, signedFrom, signedTo);
    }

    @Override
    public void verify(PublicKey key)
            throws NoSuchAlgorithmException, InvalidKeyException, NoSuchProviderException, SignatureException {
        verify(key, Signature.getInstance(getSigAlgOID()));
    }

    @Override
    public void verify(PublicKey key, String provider)
            throws NoSuchAlgorithmException, InvalidKeyException, NoSuchProviderException, SignatureException {
        verify(
                key,
                provider.isEmpty()
                        ? Signature.getInstance(getSigAlgOID())
                        : Signature.getInstance(getSigAlgOID(), provider));
    }

    @Override
    public void verify(PublicKey key, Provider provider)
            throws NoSuchAlgorithmException, InvalidKeyException, SignatureException {
        verify(key, Signature.getInstance(getSigAlgOID(), provider));
    }

    private void verify(PublicKey key, Signature engine) throws InvalidKeyException, SignatureException {
        if (!AcceptedAlgorithm.hasNoParameters(algorithm)) {
            throw new SignatureException("Signatures with parameters are not verified");
        }
        engine.initVerify(key);
        engine.update(bytes, signedFrom, signedTo - signedFrom);
        if (!engine.verify(signature)) {
            throw new SignatureException("The signature of the revocation list is wrong");
        }
    }

    @Override
    public int getVersion() {
        return version;
    }

    @Override
    @Deprecated
    public Principal getIssuerDN() {
        return issuer;
    }

    @Override
    public X500Principal getIssuerX500Principal() {
        return issuer;
    }

    @Override
    public Date getThisUpdate() {
        return Date.from(thisUpdate);
    }

    @Override
    public @Nullable Date getNextUpdate() {
        return nextUpdate.map(Date::from).orElse(null);
    }

    @Override
    public @Nullable X509CRLEntry getRevokedCertificate(BigInteger serial) {
        int begin = begin(serial);
        return begin < 0 ? null : new Entry(begin);
    }

    @Override
    public @Nullable X509CRLEntry getRevokedCertificate(X509Certificate certificate) {
        return certificate.getIssuerX500Principal().equals(issuer)
                ? getRevokedCertificate(certificate.getSerialNumber())
                : null;
    }

    /** A view: no entry is made before it is looked at. */
    @Override
    public @Nullable Set<? extends X509CRLEntry> getRevokedCertificates() {
        return index.length == 0
                ? null
                : new AbstractSet<Entry>() {
                    @Override
                    public Iterator<Entry> iterator() {
                        return IntStream.range(0, index.length)
                                .mapToObj(i -> new Entry((int) index[i]))
                                .iterator();
                    }

                    @Override
                    public int size() {
                        return index.length;
                    }
                };
    }

    @Override
    public boolean isRevoked(Certificate certificate) {
        return certificate instanceof X509Certificate x509 && getRevokedCertificate(x509) != null;
    }

    @Override
    public byte[] getSignature() {
        return signature.clone();
    }

    @Override
    public String getSigAlgName() {
        return getSigAlgOID();
    }

    @Override
    public String getSigAlgOID() {
        return algorithm.getAlgorithm().getId();
    }

    @Override
    public byte @Nullable [] getSigAlgParams() {
        @Nullable ASN1Encodable parameters = algorithm.getParameters();
        try {
            return parameters == null ? null : parameters.toASN1Primitive().getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Set<String> getCriticalExtensionOIDs() {
        return oids(extensions, true);
    }

    @Override
    public Set<String> getNonCriticalExtensionOIDs() {
        return oids(extensions, false);
    }

    @Override
    public byte @Nullable [] getExtensionValue(String oid) {
        return value(extension(oid));
    }

    @Override
    public boolean hasUnsupportedCriticalExtension() {
        return !isUnderstood();
    }

    private static Set<String> oids(Optional<Extensions> all, boolean critical) {
        Set<String> oids = new HashSet<>();
        all.ifPresent(present -> {
            for (ASN1ObjectIdentifier each :
                    critical ? present.getCriticalExtensionOIDs() : present.getNonCriticalExtensionOIDs()) {
                oids.add(each.getId());
            }
        });
        return oids;
    }

    /** As Java gives it: with the OCTET STRING around. */
    private static byte @Nullable [] value(@Nullable Extension extension) {
        try {
            return extension == null ? null : extension.getExtnValue().getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RevocationList that
                ? Arrays.equals(bytes, from, to, that.bytes, that.from, that.to)
                : super.equals(other);
    }

    /** As that of Java's own lists, since they may be equal to one. */
    @Override
    public int hashCode() {
        return super.hashCode();
    }

    @Override
    public String toString() {
        return "RevocationList[number " + number() + ", " + index.length + " entries, " + sha256 + "]";
    }

    /** One revoked certificate: a place in the list. */
    private final class Entry extends X509CRLEntry {

        private final int begin;
        private final int end;
        private final long serial;
        private final long time;

        Entry(int begin) {
            try {
                this.begin = begin;
                long entry = Der.element(bytes, begin, entriesTo, Der.SEQUENCE);
                this.end = Der.end(entry);
                this.serial = Der.element(bytes, Der.start(entry), end, Der.INTEGER);
                this.time = RevocationList.this.time(Der.end(serial), end);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        Instant since() {
            try {
                return instant(time);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        CRLReason cause() {
            @Nullable CRLReason given = getRevocationReason();
            return given == null ? CRLReason.UNSPECIFIED : given;
        }

        private Optional<Extensions> all() {
            try {
                return Der.end(time) == end
                        ? Optional.empty()
                        : Optional.of(Extensions.getInstance(small(Der.end(time), end)));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public byte[] getEncoded() {
            return Arrays.copyOfRange(bytes, begin, end);
        }

        @Override
        public BigInteger getSerialNumber() {
            return new BigInteger(bytes, Der.start(serial), Der.end(serial) - Der.start(serial));
        }

        @Override
        public Date getRevocationDate() {
            return Date.from(since());
        }

        @Override
        public boolean hasExtensions() {
            return Der.end(time) < end;
        }

        @Override
        public boolean hasUnsupportedCriticalExtension() {
            return !Set.of(REASON_CODE).containsAll(getCriticalExtensionOIDs());
        }

        @Override
        public Set<String> getCriticalExtensionOIDs() {
            return oids(all(), true);
        }

        @Override
        public Set<String> getNonCriticalExtensionOIDs() {
            return oids(all(), false);
        }

        @Override
        public byte @Nullable [] getExtensionValue(String oid) {
            return value(all().map(each -> each.getExtension(new ASN1ObjectIdentifier(oid)))
                    .orElse(null));
        }

        @Override
        public String toString() {
            return "RevokedCertificate[" + getSerialNumber().toString(16) + "]";
        }
    }
}
