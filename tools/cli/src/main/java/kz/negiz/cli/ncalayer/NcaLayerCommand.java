package kz.negiz.cli.ncalayer;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.DataFolder;
import kz.negiz.cli.Negiz;
import kz.negiz.platform.local.LocalLayout;
import kz.negiz.platform.local.PlatformPorts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code negiz ncalayer}: the stand-in of NCALayer in a terminal, until Ctrl+C. */
@Command(
        name = "ncalayer",
        mixinStandardHelpOptions = true,
        description = "Stands in for NCALayer: signs in the browser with demo keys.",
        footer = {
            "",
            "The control page chooses another key while it runs, and what goes wrong at the next signing:",
            "  POST /use/KEY, POST /next/MISHAP, POST /delay/MILLISECONDS, GET /state",
            "",
            "Mishaps; several stand in line, each for one signing:",
            "  cancel, error, close, garbage      the person or the program gives up",
            "  array, crlf, bare-base64           another form of the same answer",
            "  other-content, corrupt             a signature that must not be accepted",
            "  no-basics, no-modules              modules are missing",
            "  no-token, two-tokens               carriers connected; after no-basics the page deals with it",
            "",
            "With --tls, open https://127.0.0.1:PORT/ once in the browser and accept the certificate."
        })
public final class NcaLayerCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            description = "WebSocket port (default: where the pages of this machine's platform look, usually 13579).")
    private @Nullable Integer port;

    @Option(
            names = "--control-port",
            defaultValue = "13580",
            description = "Port of the control page; -1 for none (default: ${DEFAULT-VALUE}).")
    private int controlPort;

    @Option(names = "--key", defaultValue = "head", description = "Name of the first key (default: ${DEFAULT-VALUE}).")
    private String key;

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            description = "Folder of demo keys (default: those of this platform).")
    private @Nullable Path keys;

    @Option(
            names = "--tls",
            description =
                    "Speaks wss as NCALayer does, with a throw-away certificate (default: ws, which only a demo takes).")
    private boolean tls;

    @Override
    public Integer call() throws InterruptedException {
        Path folder = Objects.requireNonNullElseGet(
                keys, () -> DataFolder.path().resolve("pki").resolve("keys"));
        if (!Files.isDirectory(folder)) {
            throw new CommandFailed(
                    Negiz.USAGE, "There are no demo keys yet; start the platform first, or name a folder with --keys.");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (NcaLayerStandIn standIn = start(folder)) {
            out.println("NCALayer stand-in: " + (tls ? "wss" : "ws") + "://127.0.0.1:" + standIn.port() + "/, key "
                    + standIn.current());
            if (tls) {
                out.println("Open once in the browser, and accept the certificate: https://127.0.0.1:" + standIn.port()
                        + "/");
            }
            if (controlPort < 0) {
                out.flush();
                waitForTheEnd();
            } else {
                Path manifest = folder.resolveSibling("manifest.json");
                try (ControlServer control = ControlServer.start(controlPort, standIn, manifest)) {
                    out.println("Choose another key:  http://127.0.0.1:" + control.port() + "/");
                    out.flush();
                    waitForTheEnd();
                }
            }
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(Negiz.USAGE, String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            throw new CommandFailed(Negiz.REFUSED, String.valueOf(e.getMessage()));
        }
        return 0;
    }

    private NcaLayerStandIn start(Path folder) {
        return tls
                ? NcaLayerStandIn.startTls(port(), folder, key, ThrowAwayCertificate.make(Clock.systemUTC()))
                : NcaLayerStandIn.start(port(), folder, key);
    }

    private int port() {
        if (port != null) {
            return port;
        }
        LocalLayout layout = new LocalLayout(DataFolder.workingCopy(), DataFolder.path());
        return PlatformPorts.of(layout.settings(), Optional.empty(), Map.of()).of(PlatformPorts.NCALAYER);
    }

    /** Ctrl+C ends the process, and the sockets with it. */
    private static void waitForTheEnd() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
