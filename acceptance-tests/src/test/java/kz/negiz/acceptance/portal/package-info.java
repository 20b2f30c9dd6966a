/** The portal of the running platform in a real browser. */
@NullMarked
package kz.negiz.acceptance.portal;

import org.jspecify.annotations.NullMarked;
