/** The portal's common face: layout, languages, signing. */
@NullMarked
package kz.negiz.portal;

import org.jspecify.annotations.NullMarked;
