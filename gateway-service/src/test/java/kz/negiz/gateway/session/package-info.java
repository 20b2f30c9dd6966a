@NullMarked
package kz.negiz.gateway.session;

import org.jspecify.annotations.NullMarked;
