package kz.negiz.cli.ncalayer;

import java.util.Base64;
import java.util.Optional;
import kz.negiz.eds.CmsSigner;

/** Makes signatures, also such as no honest program would. */
final class Signing {

    private static final String BEGIN = "-----BEGIN CMS-----";
    private static final String END = "-----END CMS-----";

    private Signing() {}

    static byte[] cms(CmsSigner key, byte[] content, boolean attached, Optional<Mishap> mishap) {
        byte[] signed = content;
        if (mishap.filter(Mishap.OTHER_CONTENT::equals).isPresent()) {
            signed = content.clone();
            if (signed.length > 0) {
                signed[signed.length - 1] ^= 1;
            }
        }
        byte[] cms = key.sign(signed, attached);
        if (mishap.filter(Mishap.CORRUPT::equals).isPresent()) {
            // The signature value stands last in the message.
            cms[cms.length - 1] ^= 1;
        }
        return cms;
    }

    static String pem(byte[] cms, String newline) {
        return BEGIN + newline + lines(cms, newline) + newline + END + newline;
    }

    static String certificatePem(byte[] der) {
        return "-----BEGIN CERTIFICATE-----\n" + lines(der, "\n") + "\n-----END CERTIFICATE-----\n";
    }

    private static String lines(byte[] bytes, String newline) {
        String bare = Base64.getEncoder().encodeToString(bytes);
        StringBuilder lines = new StringBuilder();
        for (int at = 0; at < bare.length(); at += 64) {
            if (at > 0) {
                lines.append(newline);
            }
            lines.append(bare, at, Math.min(bare.length(), at + 64));
        }
        return lines.toString();
    }
}
