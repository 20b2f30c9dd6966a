@NullMarked
package kz.negiz.gateway.login;

import org.jspecify.annotations.NullMarked;
