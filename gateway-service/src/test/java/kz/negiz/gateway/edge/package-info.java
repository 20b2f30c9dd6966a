@NullMarked
package kz.negiz.gateway.edge;

import org.jspecify.annotations.NullMarked;
