@NullMarked
package kz.negiz.gateway.rate;

import org.jspecify.annotations.NullMarked;
