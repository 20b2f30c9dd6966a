/** Errors as RFC 9457 problem details, in the reader's language. */
@NullMarked
package kz.negiz.kit.problem;

import org.jspecify.annotations.NullMarked;
