package kz.negiz.acceptance;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the platform before the first test that needs it, and takes it down after the last test of the run. */
final class RunningPlatform implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {

    @Override
    public void beforeAll(ExtensionContext context) {
        platform(context);
    }

    /** No test inherits a fault from the one before. */
    @Override
    public void beforeEach(ExtensionContext context) {
        platform(context).sources().heal();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Platform.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return platform(context);
    }

    private static Platform platform(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(RunningPlatform.class))
                .computeIfAbsent(Start.class, start -> new Start(), Start.class)
                .platform();
    }

    /** The one attempt to start; where it failed every test says why, and none tries again. */
    private static final class Start implements AutoCloseable {

        private final @Nullable Platform platform;
        private final @Nullable RuntimeException failure;

        Start() {
            Platform started = null;
            RuntimeException failed = null;
            try {
                started = Platform.start();
            } catch (RuntimeException e) {
                failed = e;
            }
            this.platform = started;
            this.failure = failed;
        }

        Platform platform() {
            if (platform == null) {
                throw new IllegalStateException("the platform does not start: " + failure, failure);
            }
            return platform;
        }

        @Override
        public void close() {
            if (platform != null) {
                platform.close();
            }
        }
    }
}
