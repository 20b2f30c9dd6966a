/** A stand-in of the national integration gateway (ШЭП): both channels, signed answers, and faults on demand. */
@NullMarked
package kz.negiz.demo.shep;

import org.jspecify.annotations.NullMarked;
