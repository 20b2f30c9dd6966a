/** Proofs that a program holds the key its token is bound to (RFC 9449, DPoP). */
@NullMarked
package kz.negiz.gateway.proof;

import org.jspecify.annotations.NullMarked;
