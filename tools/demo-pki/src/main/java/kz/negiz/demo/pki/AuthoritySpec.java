package kz.negiz.demo.pki;

import java.time.Instant;
import java.util.OptionalInt;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * What a certification authority's certificate is to say.
 *
 * @param keyUsage bits of {@link KeyUsage}
 * @param authority whether basicConstraints says CA:TRUE
 */
public record AuthoritySpec(
        X500Name name,
        KeyKind keyKind,
        Instant notBefore,
        Instant notAfter,
        OptionalInt pathLength,
        int keyUsage,
        boolean authority) {

    /** An authority with the usual rights. The name says DEMO, so that nobody takes it for the national one. */
    public static AuthoritySpec named(String commonName, KeyKind keyKind, Instant notBefore, Instant notAfter) {
        X500Name name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, new DERUTF8String(commonName))
                .addRDN(BCStyle.O, new DERUTF8String("DEMO"))
                .addRDN(BCStyle.C, new DERPrintableString("KZ"))
                .build();
        return new AuthoritySpec(
                name, keyKind, notBefore, notAfter, OptionalInt.empty(), KeyUsage.keyCertSign | KeyUsage.cRLSign, true);
    }

    public AuthoritySpec withPathLength(int length) {
        return new AuthoritySpec(name, keyKind, notBefore, notAfter, OptionalInt.of(length), keyUsage, authority);
    }

    public AuthoritySpec withKeyUsage(int bits) {
        return new AuthoritySpec(name, keyKind, notBefore, notAfter, pathLength, bits, authority);
    }

    public AuthoritySpec withValidity(Instant from, Instant to) {
        return new AuthoritySpec(name, keyKind, from, to, pathLength, keyUsage, authority);
    }

    /** The same, but basicConstraints denies that it is an authority. */
    public AuthoritySpec withoutAuthority() {
        return new AuthoritySpec(name, keyKind, notBefore, notAfter, OptionalInt.empty(), keyUsage, false);
    }
}
