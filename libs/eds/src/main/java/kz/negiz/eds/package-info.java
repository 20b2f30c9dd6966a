/** Electronic digital signatures of the national certification authority: who signed, and whether it stands. */
@NullMarked
package kz.negiz.eds;

import org.jspecify.annotations.NullMarked;
