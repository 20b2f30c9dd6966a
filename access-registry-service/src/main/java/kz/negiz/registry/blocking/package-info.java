/** Blocks and the decisions that lift them. */
@NullMarked
package kz.negiz.registry.blocking;

import org.jspecify.annotations.NullMarked;
