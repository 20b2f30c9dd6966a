/** What every request passes first: form of the path, size, origin, and the headers of every answer. */
@NullMarked
package kz.negiz.gateway.edge;

import org.jspecify.annotations.NullMarked;
