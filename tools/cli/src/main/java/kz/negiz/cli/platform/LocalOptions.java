package kz.negiz.cli.platform;

import java.io.PrintWriter;
import kz.negiz.cli.DataFolder;
import kz.negiz.platform.local.LocalLayout;
import kz.negiz.platform.local.PlatformControl;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import tools.jackson.databind.ObjectMapper;

/** What every verb on the platform of this machine has. */
final class LocalOptions {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    boolean json() {
        return json;
    }

    LocalLayout layout() {
        return new LocalLayout(DataFolder.workingCopy(), DataFolder.path());
    }

    PlatformControl control() {
        return new PlatformControl(layout());
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    void printJson(Object value) {
        out().println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value));
        out().flush();
    }
}
