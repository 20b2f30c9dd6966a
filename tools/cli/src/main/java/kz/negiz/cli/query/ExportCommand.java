package kz.negiz.cli.query;

import java.util.UUID;
import java.util.concurrent.Callable;
import kz.negiz.cli.api.ApiOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes a copy of a record. */
@Command(
        name = "export",
        description = {
            "Take a copy of a question with its answers, as PDF for reading or as the electronic document under seal.",
            "A copy is confidential, belongs to the material of the question and is destroyed with it, the file on this",
            "computer at once; taking it is put on record. Say with --notice-read that you know."
        },
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Mixin
    private CopyFiles files = new CopyFiles();

    @Parameters(index = "0", paramLabel = "ID", description = "The question's id.")
    private UUID id = new UUID(0, 0);

    @Override
    public Integer call() {
        return files.take(api, "/api/questions/" + id);
    }
}
