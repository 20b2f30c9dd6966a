/** Questions, their bases and their answers. */
@NullMarked
package kz.negiz.broker;

import org.jspecify.annotations.NullMarked;
