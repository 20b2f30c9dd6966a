/** Questions from a terminal. */
@NullMarked
package kz.negiz.cli.query;

import org.jspecify.annotations.NullMarked;
