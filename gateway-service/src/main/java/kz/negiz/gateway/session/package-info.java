/** Sessions: begun by a login, ended by a fact on record. */
@NullMarked
package kz.negiz.gateway.session;

import org.jspecify.annotations.NullMarked;
