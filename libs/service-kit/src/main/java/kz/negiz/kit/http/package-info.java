/** Declared HTTP clients of the other services. */
@NullMarked
package kz.negiz.kit.http;

import org.jspecify.annotations.NullMarked;
