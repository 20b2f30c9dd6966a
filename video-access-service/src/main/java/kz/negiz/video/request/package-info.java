/** Requests for access to the video of a warehouse, with the day they are due. */
@NullMarked
package kz.negiz.video.request;

import org.jspecify.annotations.NullMarked;
