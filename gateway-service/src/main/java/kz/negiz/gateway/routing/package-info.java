/** Routes by declaration, each call on a standing just read and a token minted for it alone. */
@NullMarked
package kz.negiz.gateway.routing;

import org.jspecify.annotations.NullMarked;
