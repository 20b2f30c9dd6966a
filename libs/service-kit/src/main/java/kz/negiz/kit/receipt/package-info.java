/** The service's signed promise that an event will stand in the log. */
@NullMarked
package kz.negiz.kit.receipt;

import org.jspecify.annotations.NullMarked;
