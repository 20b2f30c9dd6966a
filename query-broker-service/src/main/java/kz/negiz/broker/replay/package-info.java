/** What another edition of the rules would have decided on the questions that are on record. */
@NullMarked
package kz.negiz.broker.replay;

import org.jspecify.annotations.NullMarked;
