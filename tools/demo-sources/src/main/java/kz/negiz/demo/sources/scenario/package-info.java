/** The people, bodies, inspections and cases that the demo and its tests speak of. */
@NullMarked
package kz.negiz.demo.sources.scenario;

import org.jspecify.annotations.NullMarked;
