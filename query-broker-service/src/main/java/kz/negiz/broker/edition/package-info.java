/** Editions of the rules: shipped as files, kept in the database for good, read into memory. */
@NullMarked
package kz.negiz.broker.edition;

import org.jspecify.annotations.NullMarked;
