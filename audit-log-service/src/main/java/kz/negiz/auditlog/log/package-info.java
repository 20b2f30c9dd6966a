/** The stored log: leaves, nodes, checkpoints, years. */
@NullMarked
package kz.negiz.auditlog.log;

import org.jspecify.annotations.NullMarked;
