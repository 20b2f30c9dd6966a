/** The signed, numbered trust bundle of the gateway. */
@NullMarked
package kz.negiz.kit.trust;

import org.jspecify.annotations.NullMarked;
