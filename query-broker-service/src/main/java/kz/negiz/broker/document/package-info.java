/** The document that an officer signs: its one canonical form, and the sentences in which it is shown. */
@NullMarked
package kz.negiz.broker.document;

import org.jspecify.annotations.NullMarked;
