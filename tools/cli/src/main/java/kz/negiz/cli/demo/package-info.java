/** The platform's main story, told by running the same verbs that people use. */
@NullMarked
package kz.negiz.cli.demo;

import org.jspecify.annotations.NullMarked;
