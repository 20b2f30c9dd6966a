/** What the sources were asked, so that a test can prove that a refused question reached none. */
@NullMarked
package kz.negiz.demo.sources.journal;

import org.jspecify.annotations.NullMarked;
