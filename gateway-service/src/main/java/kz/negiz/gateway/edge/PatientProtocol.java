package kz.negiz.gateway.edge;

import java.io.IOException;
import java.time.Duration;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * HTTP/1.1 with a limit on how long the head of a request may take in all. Tomcat itself limits only how long a client may be
 * silent, so one that sends a byte a second would hold its connection for hours.
 */
public final class PatientProtocol extends Http11NioProtocol {

    private static final long NOT_BEGUN = -1;

    private long headNanos = Duration.ofSeconds(20).toNanos();

    void setHeadTime(Duration time) {
        this.headNanos = time.toNanos();
    }

    @Override
    protected Processor createProcessor() {
        return new PatientProcessor(this);
    }

    private static final class PatientProcessor extends Http11Processor {

        private final long headNanos;

        PatientProcessor(PatientProtocol protocol) {
            super(protocol, protocol.getAdapter());
            this.headNanos = protocol.headNanos;
        }

        /** Called with every arrival of bytes; LONG says that the head of a request has begun and is not complete. */
        @Override
        public SocketState service(SocketWrapperBase<?> socket) throws IOException {
            SocketState state = super.service(socket);
            long begun = getRequest().getStartTimeNanos();
            return state == SocketState.LONG
                            && !isAsync()
                            && begun != NOT_BEGUN
                            && System.nanoTime() - begun > headNanos
                    ? SocketState.CLOSED
                    : state;
        }
    }
}
