package kz.negiz.cli.platform;

import java.util.concurrent.Callable;
import kz.negiz.platform.local.LocalPlatform;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code negiz unpack}: what the script does after a build, so that {@code up} has less to do. */
@Command(name = "unpack", hidden = true, description = "Unpack the built services.", mixinStandardHelpOptions = true)
public final class UnpackCommand implements Callable<Integer> {

    @Mixin
    private LocalOptions options;

    @Override
    public Integer call() {
        LocalPlatform.unpack(options.layout());
        return 0;
    }
}
