/** Callers who are not known: where they come from, and how often they were refused. */
@NullMarked
package kz.negiz.gateway.stranger;

import org.jspecify.annotations.NullMarked;
