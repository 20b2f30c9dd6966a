/** What the documents have in common that services draw up and people sign. */
@NullMarked
package kz.negiz.kit.document;

import org.jspecify.annotations.NullMarked;
