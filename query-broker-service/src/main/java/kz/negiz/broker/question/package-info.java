/** The way of a question: read, verified, decided, put on record, asked, answered. */
@NullMarked
package kz.negiz.broker.question;

import org.jspecify.annotations.NullMarked;
