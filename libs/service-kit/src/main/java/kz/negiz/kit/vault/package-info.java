/** Encryption of what is stored for good: a data key per record, wrapped by a master key. */
@NullMarked
package kz.negiz.kit.vault;

import org.jspecify.annotations.NullMarked;
