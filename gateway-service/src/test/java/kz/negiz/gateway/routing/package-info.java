@NullMarked
package kz.negiz.gateway.routing;

import org.jspecify.annotations.NullMarked;
