package kz.negiz.audit;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;

/**
 * The traces of the requests that stored events, until the relay sends these: for looking at where time goes, so kept in
 * memory, only for so many, and gone with the process.
 */
final class EventOrigins {

    private static final int MOST = 2_000;

    private final Map<Long, SpanContext> origins = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, SpanContext> eldest) {
            return size() > MOST;
        }
    });

    /** Notes where an event comes from, if this request is traced. */
    void note(long number) {
        SpanContext origin = Span.current().getSpanContext();
        if (origin.isSampled()) {
            origins.put(number, origin);
        }
    }

    /** Says it to who takes the event off the road. */
    void stamp(long number, Headers headers) {
        SpanContext origin = origins.remove(number);
        if (origin != null) {
            W3CTraceContextPropagator.getInstance()
                    .inject(
                            Context.root().with(Span.wrap(origin)),
                            headers,
                            (carrier, name, value) -> headers.add(name, value.getBytes(StandardCharsets.US_ASCII)));
        }
    }
}
