/** Keys and passwords of a platform on one machine, made at its first start. */
@NullMarked
package kz.negiz.platform.secrets;

import org.jspecify.annotations.NullMarked;
