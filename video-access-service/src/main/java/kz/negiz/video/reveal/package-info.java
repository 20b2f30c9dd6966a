/** The one-time showing of an access to an officer of the body that entered the owner in the register. */
@NullMarked
package kz.negiz.video.reveal;

import org.jspecify.annotations.NullMarked;
