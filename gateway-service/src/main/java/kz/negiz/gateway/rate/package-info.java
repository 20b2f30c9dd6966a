/** How often an address, a user or a body may ask. */
@NullMarked
package kz.negiz.gateway.rate;

import org.jspecify.annotations.NullMarked;
