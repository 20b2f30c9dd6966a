/** A certification authority for demonstrations and tests. */
@NullMarked
package kz.negiz.demo.pki;

import org.jspecify.annotations.NullMarked;
