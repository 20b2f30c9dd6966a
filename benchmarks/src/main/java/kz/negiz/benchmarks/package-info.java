/** What the hot paths cost, beside a peer. */
@NullMarked
package kz.negiz.benchmarks;

import org.jspecify.annotations.NullMarked;
