/** The log that nobody can change unseen. */
@NullMarked
package kz.negiz.auditlog;

import org.jspecify.annotations.NullMarked;
