/** Video access from a terminal: {@code negiz video}. */
@NullMarked
package kz.negiz.cli.video;

import org.jspecify.annotations.NullMarked;
