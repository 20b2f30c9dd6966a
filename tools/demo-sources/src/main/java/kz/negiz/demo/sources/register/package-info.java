/** The registers in which the legal basis of a question is looked up. */
@NullMarked
package kz.negiz.demo.sources.register;

import org.jspecify.annotations.NullMarked;
