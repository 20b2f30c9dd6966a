/** What every service shares. */
@NullMarked
package kz.negiz.kit;

import org.jspecify.annotations.NullMarked;
