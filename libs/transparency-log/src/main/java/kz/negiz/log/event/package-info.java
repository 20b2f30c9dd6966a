/** The format of audit events: what their exact bytes may be, and what their commitments promise. */
@NullMarked
package kz.negiz.log.event;

import org.jspecify.annotations.NullMarked;
