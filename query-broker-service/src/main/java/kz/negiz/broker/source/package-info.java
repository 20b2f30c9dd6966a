/** The registers and databases that are asked, each within its limits. */
@NullMarked
package kz.negiz.broker.source;

import org.jspecify.annotations.NullMarked;
