/** Whether a submission is a request at all: form, signature, words, time, standing; and the record of those that are none. */
@NullMarked
package kz.negiz.broker.intake;

import org.jspecify.annotations.NullMarked;
