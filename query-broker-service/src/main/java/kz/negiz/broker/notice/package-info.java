/** What a person takes on with an answer, and that it was read before one opened. */
@NullMarked
package kz.negiz.broker.notice;

import org.jspecify.annotations.NullMarked;
