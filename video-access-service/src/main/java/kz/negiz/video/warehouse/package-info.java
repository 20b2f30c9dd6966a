/** Temporary storage warehouses: whose they are, and which body entered the owner in the register. */
@NullMarked
package kz.negiz.video.warehouse;

import org.jspecify.annotations.NullMarked;
