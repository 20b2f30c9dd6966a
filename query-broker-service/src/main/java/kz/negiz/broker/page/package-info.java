/** The pages on which people ask and read: the form, the document in words, the answer, the lists. */
@NullMarked
package kz.negiz.broker.page;

import org.jspecify.annotations.NullMarked;
