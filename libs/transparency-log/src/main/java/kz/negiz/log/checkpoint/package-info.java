/** Signed notes, checkpoints and cosignatures in the forms of C2SP. */
@NullMarked
package kz.negiz.log.checkpoint;

import org.jspecify.annotations.NullMarked;
