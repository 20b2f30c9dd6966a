package kz.negiz.gateway.session;

import java.math.BigInteger;

/**
 * A certificate as revocation lists name it; it tells nothing of its holder.
 *
 * @param authoritySha256 of the issuing authority's certificate, in hex
 * @param serial the number that the authority gave it
 */
public record NumberedCertificate(String authoritySha256, BigInteger serial) {}
