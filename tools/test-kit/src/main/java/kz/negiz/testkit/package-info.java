/** Real servers and shared rules for tests. */
@NullMarked
package kz.negiz.testkit;

import org.jspecify.annotations.NullMarked;
