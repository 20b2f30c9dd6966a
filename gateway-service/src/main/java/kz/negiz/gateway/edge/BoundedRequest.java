package kz.negiz.gateway.edge;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import kz.negiz.gateway.GatewayProblem;
import kz.negiz.kit.problem.CommonProblem;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body ends with {@link BodyRefused} at the limit of its size, also when its length was not told beforehand, and at
 * the limit of its time, also when it goes on coming byte by byte.
 */
final class BoundedRequest extends HttpServletRequestWrapper {

    /** So much of a body that nobody has read is taken, so that the connection can go on. */
    private static final int MOST_UNREAD = 64 * 1024;

    private final long limit;
    private final long deadline;
    private @Nullable BoundedBody body;

    BoundedRequest(HttpServletRequest request, long limit, Duration time) {
        super(request);
        this.limit = limit;
        this.deadline = System.nanoTime() + time.toNanos();
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return body();
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Takes what is left of the body, within the same limits.
     *
     * @return whether there is nothing left, so that the next thing on the connection is another request
     */
    boolean finish() {
        if (getContentLengthLong() <= 0 && getHeader("Transfer-Encoding") == null) {
            return true;
        }
        if (body != null && body.isFinished()) {
            return true;
        }
        if (getHeader("Expect") != null) {
            // Who was not asked for the body has not sent it.
            return false;
        }
        try {
            BoundedBody rest = body();
            byte[] unread = new byte[8 * 1024];
            for (int taken = 0; taken <= MOST_UNREAD; ) {
                int read = rest.read(unread, 0, unread.length);
                if (read < 0) {
                    return true;
                }
                taken += read;
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private BoundedBody body() throws IOException {
        if (body == null) {
            body = new BoundedBody(super.getInputStream(), limit, deadline);
        }
        return body;
    }

    private static final class BoundedBody extends ServletInputStream {

        private final ServletInputStream body;
        private final long deadline;
        private long left;

        BoundedBody(ServletInputStream body, long limit, long deadline) {
            this.body = body;
            this.left = limit;
            this.deadline = deadline;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            requireTime();
            int read;
            try {
                read = body.read(target, offset, length);
            } catch (SocketTimeoutException e) {
                throw tooSlow(e);
            }
            if (read > 0) {
                left -= read;
                if (left < 0) {
                    throw new BodyRefused(CommonProblem.TOO_LARGE);
                }
                requireTime();
            }
            return read;
        }

        private void requireTime() throws BodyRefused {
            if (System.nanoTime() - deadline > 0) {
                throw new BodyRefused(GatewayProblem.REQUEST_TOO_SLOW);
            }
        }

        private static BodyRefused tooSlow(SocketTimeoutException silence) {
            BodyRefused refused = new BodyRefused(GatewayProblem.REQUEST_TOO_SLOW);
            refused.initCause(silence);
            return refused;
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
