package kz.negiz.cli.demo;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.DataFolder;
import kz.negiz.cli.Negiz;
import kz.negiz.cli.platform.Progress;
import kz.negiz.platform.local.LocalLayout;
import kz.negiz.platform.local.PlatformControl;
import kz.negiz.platform.local.PlatformPorts;
import kz.negiz.platform.local.PlatformService;
import kz.negiz.platform.supervisor.PlatformState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code negiz demo}: starts the platform and plays its main story with the verbs that people use. */
@Command(
        name = "demo",
        description = {
            "Start the platform and see it do its main job, step by step:",
            "what is sent, what comes back, and which rule decided."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all went as told", "1:a step did not, or the platform does not start", "2:wrong usage"})
public final class DemoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--exit", description = "Take everything down afterwards.")
    private boolean exit;

    @Option(
            names = "--lang",
            defaultValue = "en",
            description = "Language in which the platform answers: kk, ru, en (default: ${DEFAULT-VALUE}).")
    private String language = "";

    @Override
    public Integer call() {
        if (!language.matches("kk|ru|en")) {
            throw new CommandFailed(Negiz.USAGE, "--lang is one of kk, ru, en");
        }
        // The verbs take it from here, as they would from the environment.
        System.setProperty("NEGIZ_LANG", language);
        PrintWriter out = spec.commandLine().getOut();
        LocalLayout layout = new LocalLayout(DataFolder.workingCopy(), DataFolder.path());
        PlatformControl platform = new PlatformControl(layout);
        PlatformState state = up(platform, layout, out);
        Stage stage = new Stage(out);
        try {
            new Story(stage, Scenario.ofSources(state.port("demo-sources")), platform, layout).play();
        } finally {
            if (exit) {
                platform.down(ending -> {});
            }
        }
        List<String> failures = stage.failures();
        out.println();
        if (failures.isEmpty()) {
            out.println("All twelve steps went as told.");
        } else {
            out.println("Not as told:");
            failures.forEach(failure -> out.println("  " + failure));
        }
        if (!exit) {
            farewell(out, state.port(PlatformService.GATEWAY.serviceName()));
        }
        out.flush();
        return failures.isEmpty() ? 0 : Negiz.REFUSED;
    }

    private PlatformState up(PlatformControl platform, LocalLayout layout, PrintWriter out) {
        Progress progress = new Progress(spec.commandLine().getErr());
        try {
            PlatformState state =
                    platform.up(PlatformPorts.of(layout.settings(), Optional.empty(), Map.of()), progress);
            progress.end();
            out.println("The platform is ready after " + progress.seconds() + " s.");
            return state;
        } finally {
            progress.end();
        }
    }

    private static void farewell(PrintWriter out, int gateway) {
        out.println();
        out.println("The portal: http://127.0.0.1:" + gateway
                + "/   Start ./negiz ncalayer in another terminal, and log in there as");
        out.println("  head               division head of a state revenue department, asks under an inspection");
        out.println("  operative          police operative, asks under a criminal case");
        out.println("  official           official person of the state revenue department");
        out.println("  administrator      operator of the platform");
        out.println("  warehouse-officer  customs officer for warehouses");
        out.println("  owner              warehouse owner");
        out.println("  prosecutor         prosecutor");
        out.println("./negiz down ends it; ./negiz --help shows what else there is.");
    }
}
