@NullMarked
package kz.negiz.benchmarks;

import org.jspecify.annotations.NullMarked;
