/** What a question can be refused for, in three languages. */
@NullMarked
package kz.negiz.broker.refusal;

import org.jspecify.annotations.NullMarked;
