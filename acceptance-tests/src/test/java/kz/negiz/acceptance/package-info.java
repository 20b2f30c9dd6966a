/** The platform as its users meet it. */
@NullMarked
package kz.negiz.acceptance;

import org.jspecify.annotations.NullMarked;
