package kz.negiz.cli.platform;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.platform.local.PlatformPorts;
import kz.negiz.platform.supervisor.PlatformState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code negiz up}: the whole platform on this machine. */
@Command(
        name = "up",
        description = {
            "Start the whole platform on this machine and return when it is ready.",
            "It goes on in the background; its data stay in .negiz over down and up."
        },
        mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {

    @Mixin
    private LocalOptions options;

    @Nullable
    @Option(names = "--port-base", paramLabel = "PORT", description = "Number all ports in a row from this one.")
    private Integer portBase;

    @Option(
            names = "--port",
            paramLabel = "NAME=PORT",
            description =
                    "One port: gateway, registry, broker, video, audit, sources, postgres, kafka, kafka-controller, pki, ncalayer.")
    private Map<String, Integer> ports = Map.of();

    @Override
    public Integer call() {
        PlatformPorts chosen;
        try {
            chosen = PlatformPorts.of(options.layout().settings(), Optional.ofNullable(portBase), ports);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(Negiz.USAGE, String.valueOf(e.getMessage()));
        }
        Progress progress = new Progress(options.err());
        PlatformState state;
        try {
            state = options.control().up(chosen, progress);
        } finally {
            progress.end();
        }
        if (options.json()) {
            options.printJson(state);
        } else {
            int gateway = state.port("gateway-service");
            options.out().println("Ready after " + progress.seconds() + " s: http://127.0.0.1:" + gateway + "/");
            options.out().flush();
        }
        return 0;
    }
}
