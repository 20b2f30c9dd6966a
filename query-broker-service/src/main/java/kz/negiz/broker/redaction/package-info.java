/** What is kept of an answer; everything else leaves it before anyone sees it. */
@NullMarked
package kz.negiz.broker.redaction;

import org.jspecify.annotations.NullMarked;
