/** Audit events: their exact bytes, the outbox that keeps them, and the relay to Kafka. */
@NullMarked
package kz.negiz.audit;

import org.jspecify.annotations.NullMarked;
