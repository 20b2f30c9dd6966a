/** {@code negiz audit}: checkpoints, witnesses, requests of prosecutors, and the offline verification of exports. */
@NullMarked
package kz.negiz.cli.audit;

import org.jspecify.annotations.NullMarked;
