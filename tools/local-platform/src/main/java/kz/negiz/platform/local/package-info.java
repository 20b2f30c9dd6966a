/** The whole platform on one machine: what there is to start, with which configuration, in which order. */
@NullMarked
package kz.negiz.platform.local;

import org.jspecify.annotations.NullMarked;
