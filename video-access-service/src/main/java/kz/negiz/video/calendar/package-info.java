/** Working days of Kazakhstan, by which the law counts deadlines. */
@NullMarked
package kz.negiz.video.calendar;

import org.jspecify.annotations.NullMarked;
