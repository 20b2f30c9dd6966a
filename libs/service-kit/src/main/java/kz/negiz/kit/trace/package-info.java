/** Traces: where the time of a request goes, over all services, for a collector of the operator's own. */
@NullMarked
package kz.negiz.kit.trace;

import org.jspecify.annotations.NullMarked;
