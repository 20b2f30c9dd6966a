/** The whole platform on one machine. */
@NullMarked
package kz.negiz.platform;

import org.jspecify.annotations.NullMarked;
