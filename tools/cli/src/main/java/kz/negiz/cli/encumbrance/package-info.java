/** {@code negiz encumbrance}: bans and encumbrances, from the system's request to the word of the register's owner. */
@NullMarked
package kz.negiz.cli.encumbrance;

import org.jspecify.annotations.NullMarked;
