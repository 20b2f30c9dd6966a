/** What owners hand over: login, password, address and program, as a signed document, sealed and kept for good. */
@NullMarked
package kz.negiz.video.access;

import org.jspecify.annotations.NullMarked;
