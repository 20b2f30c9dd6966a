/** Checkpoints and proofs for everybody who has a receipt or keeps checkpoints, and positions for producers. */
@NullMarked
package kz.negiz.auditlog.proof;

import org.jspecify.annotations.NullMarked;
