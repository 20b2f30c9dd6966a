/** Signatures in a terminal: look at them, make them, check them without the platform. */
@NullMarked
package kz.negiz.cli.eds;

import org.jspecify.annotations.NullMarked;
