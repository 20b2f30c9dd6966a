@NullMarked
package kz.negiz.gateway.trust;

import org.jspecify.annotations.NullMarked;
