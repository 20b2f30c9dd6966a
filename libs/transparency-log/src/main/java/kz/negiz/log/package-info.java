/** The append-only log as mathematics: leaves, tree, checkpoints and proofs (RFC 9162, C2SP). */
@NullMarked
package kz.negiz.log;

import org.jspecify.annotations.NullMarked;
