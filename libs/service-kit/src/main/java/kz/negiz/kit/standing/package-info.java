/** Whether an account stands: registered, not blocked, agreement signed. */
@NullMarked
package kz.negiz.kit.standing;

import org.jspecify.annotations.NullMarked;
