/** The national GOST algorithms for Java's own cryptography: {@link kz.negiz.gost.NationalGost#install}. */
@NullMarked
package kz.negiz.gost;

import org.jspecify.annotations.NullMarked;
