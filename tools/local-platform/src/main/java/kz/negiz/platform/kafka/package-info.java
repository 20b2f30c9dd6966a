/** A real single-node Kafka broker as a process of its own. */
@NullMarked
package kz.negiz.platform.kafka;

import org.jspecify.annotations.NullMarked;
