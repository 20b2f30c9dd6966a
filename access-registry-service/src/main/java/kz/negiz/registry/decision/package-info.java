/** The desk at which everything is decided: one decision at a time, by somebody who still stands, on record whatever it ends in. */
@NullMarked
package kz.negiz.registry.decision;

import org.jspecify.annotations.NullMarked;
