/** Astana time (R41-30, R150-22). */
@NullMarked
package kz.negiz.kit.time;

import org.jspecify.annotations.NullMarked;
