package kz.negiz.cli.query;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.cli.api.ApiOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.JsonNodeFactory;

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

    @Spec
    private CommandSpec spec;

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Parameters(index = "0", paramLabel = "ID", description = "The question's id.")
    private UUID id = new UUID(0, 0);

    @Option(names = "--pdf", paramLabel = "FILE", description = "Where the PDF is to lie.")
    private @Nullable Path pdf;

    @Option(names = "--asice", paramLabel = "FILE", description = "Where the electronic document (ASiC-E) is to lie.")
    private @Nullable Path asice;

    @Option(names = "--notice-read", description = "I have read what one takes on with a copy, and will keep to it.")
    private boolean noticeRead;

    @Override
    public Integer call() {
        if (pdf == null && asice == null) {
            throw new ParameterException(spec.commandLine(), "Say which: --pdf FILE or --asice FILE, or both.");
        }
        return api.run(() -> {
            take("PDF", pdf);
            take("ASIC_E", asice);
        });
    }

    private void take(String form, @Nullable Path target) {
        if (target == null) {
            return;
        }
        if (Files.exists(target)) {
            throw new CommandFailed(Negiz.USAGE, target + " is there already.");
        }
        api.client()
                .download(
                        "/api/questions/" + id + "/copies",
                        JsonNodeFactory.instance.objectNode().put("form", form).put("noticeRead", noticeRead),
                        target);
        api.err().println(target);
        api.err().flush();
    }
}
