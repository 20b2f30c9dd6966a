/** Pages under test, seen and used in a real browser. */
@NullMarked
package kz.negiz.testkit.browser;

import org.jspecify.annotations.NullMarked;
