/** Children that never outlive this JVM. */
@NullMarked
package kz.negiz.platform.process;

import org.jspecify.annotations.NullMarked;
