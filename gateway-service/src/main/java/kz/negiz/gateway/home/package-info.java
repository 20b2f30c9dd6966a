/** The first page after the login. */
@NullMarked
package kz.negiz.gateway.home;

import org.jspecify.annotations.NullMarked;
