/** Login by EDS: a challenge in readable words, signed once. */
@NullMarked
package kz.negiz.gateway.login;

import org.jspecify.annotations.NullMarked;
