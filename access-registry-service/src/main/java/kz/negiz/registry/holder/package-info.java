/** Holders of accounts, known by IIN, BIN and the identifier of a system: sealed where they are kept, found by keyed hashes. */
@NullMarked
package kz.negiz.registry.holder;

import org.jspecify.annotations.NullMarked;
