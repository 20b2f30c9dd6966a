/** The user agreement: its texts, and the signatures under them. */
@NullMarked
package kz.negiz.registry.agreement;

import org.jspecify.annotations.NullMarked;
