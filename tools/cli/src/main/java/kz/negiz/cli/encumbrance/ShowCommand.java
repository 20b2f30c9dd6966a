package kz.negiz.cli.encumbrance;

import java.util.UUID;
import java.util.concurrent.Callable;
import kz.negiz.cli.api.ApiOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one encumbrance. */
@Command(name = "show", description = "Show an encumbrance and what became of it.", mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Parameters(index = "0", paramLabel = "ID", description = "The encumbrance's id.")
    private UUID id = new UUID(0, 0);

    @Override
    public Integer call() {
        return api.run(() -> api.print(api.client().get("/api/encumbrances/" + id), EncumbranceText::of));
    }
}
