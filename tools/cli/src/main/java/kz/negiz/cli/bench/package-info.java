/** Measures the platform of this machine under load. */
@NullMarked
package kz.negiz.cli.bench;

import org.jspecify.annotations.NullMarked;
