package kz.negiz.cli.bench;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.cli.api.SigningKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.ObjectMapper;

/** {@code negiz bench logins}: how long a login takes, everything included. */
@Command(
        name = "logins",
        description = {
            "Log in one after the other, each time from nothing, and show how long it takes beside what the client itself needs.",
            "A login is a new connection, a challenge, the signature (RSA), and the session. Stays below the login's rates unless told otherwise.",
            "Needs a platform on this machine with the demo's users: ./negiz demo"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LoginsCommand implements Callable<Integer> {

    /** Registered by the demo; each has a rate of its own. */
    private static final List<String> KEYS = List.of(RunningDemo.HEAD, "administrator", "prosecutor");

    private static final int MOST = 55 * KEYS.size();

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--count",
            defaultValue = "100",
            paramLabel = "N",
            description = "How many logins are measured (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--warm-up",
            defaultValue = "60",
            paramLabel = "N",
            description = "Logins before them (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--rates-lifted",
            description = {
                "The gateway was started without its rates of logins, so that a measurement may have as many as it needs:",
                "service-jvm-options=-Dnegiz.gateway.login.per-address-and-minute=100000",
                "-Dnegiz.gateway.login.per-holder-and-minute=100000 in .negiz/config.properties."
            })
    private boolean ratesLifted;

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    @Override
    public Integer call() {
        if (count < 1 || warmUp < 0 || (!ratesLifted && count + warmUp > MOST)) {
            throw new CommandFailed(
                    Negiz.USAGE,
                    "--count at least 1, --warm-up at least 0, together at most " + MOST
                            + " in a minute unless --rates-lifted");
        }
        URI gateway = RunningDemo.find().gateway();
        List<SigningKey> keys = KEYS.stream().map(RunningDemo::key).toList();
        run(gateway, keys, warmUp, new Latencies(), new Latencies());
        Latencies logins = new Latencies();
        Latencies signatures = new Latencies();
        run(gateway, keys, count, logins, signatures);
        print(logins, signatures);
        return 0;
    }

    private static void run(URI gateway, List<SigningKey> keys, int times, Latencies logins, Latencies signatures) {
        byte[] words = "The length of a challenge, about: three hundred bytes. "
                .repeat(6)
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < times; i++) {
            SigningKey key = keys.get(i % keys.size());
            long begin = System.nanoTime();
            key.sign(words);
            long signed = System.nanoTime();
            ApiClient.newSession(gateway, key, "en");
            long entered = System.nanoTime();
            signatures.add(signed - begin);
            logins.add(entered - signed);
        }
    }

    private void print(Latencies logins, Latencies signatures) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper()
                    .createObjectNode()
                    .put("logins", logins.count())
                    .put("p50Millis", logins.millis(0.5))
                    .put("p99Millis", logins.millis(0.99))
                    .put("signatureMillis", signatures.millis(0.5)));
        } else {
            out.printf(
                    Locale.ROOT,
                    "%d logins one after the other: p50 %.1f ms, p99 %.1f ms; of it the client's own signature %.1f ms%n",
                    logins.count(),
                    logins.millis(0.5),
                    logins.millis(0.99),
                    signatures.millis(0.5));
        }
        out.flush();
    }
}
