/** The pages of the service. */
@NullMarked
package kz.negiz.video.page;

import org.jspecify.annotations.NullMarked;
