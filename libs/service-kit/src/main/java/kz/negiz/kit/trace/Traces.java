package kz.negiz.kit.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the spans of this service and sends them off. Names and attributes are words of the program, never of a request: no
 * path, query, header, body, address or message of an exception gets into a span.
 *
 * <p>Spans are a convenience and never in the way: they wait in a bounded queue, and are thrown away where the collector is
 * slow or gone.
 */
public final class Traces implements AutoCloseable {

    private static final Duration TO_COLLECTOR = Duration.ofSeconds(5);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private static final int MOST_WAITING = 4096;
    private static final int MOST_ATTRIBUTES = 16;

    private final Tracer tracer;
    private final @Nullable SdkTracerProvider provider;

    private Traces(Tracer tracer, @Nullable SdkTracerProvider provider) {
        this.tracer = tracer;
        this.provider = provider;
    }

    /** Makes no spans. */
    public static Traces none() {
        return new Traces(OpenTelemetry.noop().getTracer("kz.negiz"), null);
    }

    /**
     * Sends the spans of a service to a collector.
     *
     * @param share how many of the traces that begin here are recorded, from 0 to 1
     */
    public static Traces to(URI endpoint, double share, String service) {
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), service)))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(share)))
                .setSpanLimits(SpanLimits.builder()
                        .setMaxNumberOfAttributes(MOST_ATTRIBUTES)
                        .build())
                .addSpanProcessor(BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder()
                                .setEndpoint(endpoint.toString())
                                .setCompression("gzip")
                                .setConnectTimeout(TO_COLLECTOR)
                                .setTimeout(TO_COLLECTOR)
                                .build())
                        .setMaxQueueSize(MOST_WAITING)
                        .setScheduleDelay(Duration.ofSeconds(1))
                        .build())
                .build();
        return new Traces(provider.get("kz.negiz"), provider);
    }

    /** Whether there is a collector. */
    public boolean areMade() {
        return provider != null;
    }

    /** What a caller handed over in its headers; a root where there is nothing, or nothing that can be read. */
    public static Context from(Function<String, @Nullable String> header) {
        return W3CTraceContextPropagator.getInstance().extract(Context.root(), header, Reading.READING);
    }

    /** Hands the span at hand over to whoever is called next. */
    public static void handOver(BiConsumer<String, String> header) {
        W3CTraceContextPropagator.getInstance()
                .inject(Context.current(), header, (carrier, name, value) -> header.accept(name, value));
    }

    /** Begins a span that the caller ends. */
    public Span begin(String name, SpanKind kind, Context parent) {
        return tracer.spanBuilder(name).setSpanKind(kind).setParent(parent).startSpan();
    }

    /** Takes a step of the request at hand in a span of its own; outside of a request that is traced the step is just taken. */
    public <T extends @Nullable Object, X extends Exception> T step(String name, SpanKind kind, Step<T, X> step)
            throws X {
        if (!Span.current().getSpanContext().isValid()) {
            return step.take(Span.getInvalid());
        }
        Span span = begin(name, kind, Context.current());
        try (Scope _ = span.makeCurrent()) {
            return step.take(span);
        } catch (Exception e) {
            span.setStatus(StatusCode.ERROR);
            throw e;
        } finally {
            span.end();
        }
    }

    /** Sends what still waits, within a short time. */
    @Override
    public void close() {
        if (provider != null) {
            provider.shutdown().join(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** What is done within a span. */
    @FunctionalInterface
    public interface Step<T extends @Nullable Object, X extends Exception> {
        T take(Span span) throws X;
    }

    private enum Reading implements TextMapGetter<Function<String, @Nullable String>> {
        READING;

        @Override
        public Iterable<String> keys(Function<String, @Nullable String> header) {
            return List.of();
        }

        @Override
        public @Nullable String get(@Nullable Function<String, @Nullable String> header, String name) {
            return header == null ? null : header.apply(name);
        }
    }
}
