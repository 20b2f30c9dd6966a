/** What every stored fact has: an id in the order of time, and no way to be changed. */
@NullMarked
package kz.negiz.registry.fact;

import org.jspecify.annotations.NullMarked;
