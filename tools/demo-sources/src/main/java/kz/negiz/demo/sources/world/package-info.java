/** The synthetic population: who a number stands for, with family, home, work and property. */
@NullMarked
package kz.negiz.demo.sources.world;

import org.jspecify.annotations.NullMarked;
