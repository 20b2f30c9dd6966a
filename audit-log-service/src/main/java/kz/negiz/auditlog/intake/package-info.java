/** The way from Kafka into the log. */
@NullMarked
package kz.negiz.auditlog.intake;

import org.jspecify.annotations.NullMarked;
