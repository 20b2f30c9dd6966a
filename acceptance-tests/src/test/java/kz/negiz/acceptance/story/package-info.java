/** The story that newcomers see first. */
@NullMarked
package kz.negiz.acceptance.story;

import org.jspecify.annotations.NullMarked;
