/** Copies of records that leave the system: on paper, under seal, on record, and destroyed by an act. */
@NullMarked
package kz.negiz.broker.copy;

import org.jspecify.annotations.NullMarked;
