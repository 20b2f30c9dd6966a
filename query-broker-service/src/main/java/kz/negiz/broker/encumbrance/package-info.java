/** Encumbrances (services 57-59 and 65): asked for by a system, confirmed by an officer, sent once, followed to their end. */
@NullMarked
package kz.negiz.broker.encumbrance;

import org.jspecify.annotations.NullMarked;
