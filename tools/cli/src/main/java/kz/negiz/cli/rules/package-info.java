/** The rules from a terminal: what they decide, who may what, what an edition changes. */
@NullMarked
package kz.negiz.cli.rules;

import org.jspecify.annotations.NullMarked;
