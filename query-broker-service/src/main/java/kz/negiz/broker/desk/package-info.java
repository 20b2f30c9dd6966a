/** What an officer keeps at hand for asking: unfinished questions, templates, and the bases asked under with their subjects. */
@NullMarked
package kz.negiz.broker.desk;

import org.jspecify.annotations.NullMarked;
