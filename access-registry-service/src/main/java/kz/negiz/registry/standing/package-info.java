/** The standing of an account: read from the facts at the moment of asking, never cached. */
@NullMarked
package kz.negiz.registry.standing;

import org.jspecify.annotations.NullMarked;
