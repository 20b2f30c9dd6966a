/** The curve P-256 in machine code, for what the services themselves sign and seal. */
@NullMarked
package kz.negiz.kit.curve;

import org.jspecify.annotations.NullMarked;
