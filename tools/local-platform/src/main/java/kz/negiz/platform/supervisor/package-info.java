/** Keeps a set of processes running, and ends them together. */
@NullMarked
package kz.negiz.platform.supervisor;

import org.jspecify.annotations.NullMarked;
