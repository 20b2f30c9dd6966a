/** Faults on demand: sources that are slow, down, broken, too talkative or wrong. */
@NullMarked
package kz.negiz.demo.sources.fault;

import org.jspecify.annotations.NullMarked;
