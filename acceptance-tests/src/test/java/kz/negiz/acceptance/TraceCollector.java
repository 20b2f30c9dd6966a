package kz.negiz.acceptance;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Takes the traces that the services send, as a collector of OpenTelemetry does. */
public final class TraceCollector implements AutoCloseable {

    private static final String PATH = "/v1/traces";
    private static final int MOST_SPANS = 50_000;

    private final HttpServer server;
    private final ConcurrentLinkedDeque<Span> spans = new ConcurrentLinkedDeque<>();

    /**
     * One span, as it came.
     *
     * @param parent empty for the first one of a trace
     */
    public record Span(
            String service, String trace, String id, String parent, String name, Map<String, String> attributes) {}

    private TraceCollector(HttpServer server) {
        this.server = server;
    }

    static TraceCollector start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TraceCollector collector = new TraceCollector(server);
            server.createContext(PATH, exchange -> {
                try (exchange;
                        InputStream body = new GZIPInputStream(exchange.getRequestBody())) {
                    collector.take(ExportTraceServiceRequest.parseFrom(body));
                    exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
                    exchange.sendResponseHeaders(200, -1);
                }
            });
            server.start();
            return collector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
    }

    /** What came so far, the latest last. */
    public List<Span> spans() {
        return List.copyOf(spans);
    }

    private void take(ExportTraceServiceRequest request) {
        for (ResourceSpans from : request.getResourceSpansList()) {
            String service = attributes(from.getResource().getAttributesList()).getOrDefault("service.name", "");
            from.getScopeSpansList().stream()
                    .flatMap(scope -> scope.getSpansList().stream())
                    .map(span -> new Span(
                            service,
                            HexFormat.of().formatHex(span.getTraceId().toByteArray()),
                            HexFormat.of().formatHex(span.getSpanId().toByteArray()),
                            HexFormat.of().formatHex(span.getParentSpanId().toByteArray()),
                            span.getName(),
                            attributes(span.getAttributesList())))
                    .forEach(spans::add);
        }
        while (spans.size() > MOST_SPANS) {
            spans.poll();
        }
    }

    private static Map<String, String> attributes(List<KeyValue> given) {
        return given.stream().collect(Collectors.toMap(KeyValue::getKey, one -> text(one.getValue())));
    }

    private static String text(AnyValue value) {
        return value.hasIntValue() ? Long.toString(value.getIntValue()) : value.getStringValue();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
