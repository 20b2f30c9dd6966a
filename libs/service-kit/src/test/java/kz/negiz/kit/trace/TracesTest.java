package kz.negiz.kit.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Traces")
class TracesTest {

    private static final int MANY_MORE_THAN_MAY_WAIT = 50_000;

    @Test
    @DisplayName("never hold up what is traced: a collector that takes and never answers costs nothing but its spans")
    void hangingCollector() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Traces traces = Traces.to(URI.create("http://127.0.0.1:" + silent.getLocalPort()), 1, "test")) {
            for (int i = 0; i < MANY_MORE_THAN_MAY_WAIT; i++) {
                traces.begin("step", SpanKind.SERVER, Context.root()).end();
            }
        }
    }

    @Test
    @DisplayName("are handed over as their recipient reads them, with what was chosen for the whole of one")
    void handedOver() {
        Map<String, String> headers = new HashMap<>();
        try (Traces traces = Traces.to(URI.create("http://127.0.0.1:1"), 0, "test")) {
            Span notChosen = traces.begin("request", SpanKind.SERVER, Context.root());
            try (Scope _ = notChosen.makeCurrent()) {
                traces.step("call", SpanKind.CLIENT, _ -> {
                    Traces.handOver(headers::put);
                    return "done";
                });
            }

            Span received = Span.fromContext(Traces.from(headers::get));
            assertThat(received.getSpanContext().getTraceId())
                    .isEqualTo(notChosen.getSpanContext().getTraceId());
            assertThat(received.getSpanContext().isSampled()).isFalse();
        }
    }

    @Test
    @DisplayName("are not made of what nobody asked for, nor without a collector")
    void nothingToTrace() {
        try (Traces off = Traces.none();
                Traces on = Traces.to(URI.create("http://127.0.0.1:1"), 1, "test")) {
            assertThat(off.begin("request", SpanKind.SERVER, Context.root()).isRecording())
                    .isFalse();
            assertThat(off.<Boolean, RuntimeException>step("call", SpanKind.CLIENT, Span::isRecording))
                    .isFalse();
            assertThat(on.<Boolean, RuntimeException>step("look at the files", SpanKind.INTERNAL, Span::isRecording))
                    .isFalse();
        }
    }

    @Test
    @DisplayName("let what went wrong through as it is")
    void failedStep() {
        try (Traces traces = Traces.to(URI.create("http://127.0.0.1:1"), 1, "test")) {
            Span request = traces.begin("request", SpanKind.SERVER, Context.root());
            try (Scope _ = request.makeCurrent()) {
                assertThatThrownBy(() -> traces.step("call", SpanKind.CLIENT, _ -> {
                            throw new IOException("nobody there");
                        }))
                        .isInstanceOf(IOException.class)
                        .hasMessage("nobody there");
            }
        }
    }
}
