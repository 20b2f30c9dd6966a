/** Stand-ins for the state's registers and databases. */
@NullMarked
package kz.negiz.demo.sources;

import org.jspecify.annotations.NullMarked;
