/** The platform from a terminal. */
@NullMarked
package kz.negiz.cli;

import org.jspecify.annotations.NullMarked;
