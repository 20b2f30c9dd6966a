package kz.negiz.gateway.login;

import kz.negiz.gateway.session.SecretToken;

/** Whose challenge it is: nobody else can answer it. */
sealed interface Asker {

    /** SHA-256 by which the asker is known. */
    byte[] hash();

    /** A browser that has no session yet, known by its cookie. */
    record Browser(SecretToken token) implements Asker {
        @Override
        public byte[] hash() {
            return token.hash();
        }
    }

    /**
     * The key of an information system, by which it makes proofs.
     *
     * @param thumbprint of RFC 7638
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Key(byte[] thumbprint) implements Asker {
        @Override
        public byte[] hash() {
            return thumbprint;
        }
    }
}
