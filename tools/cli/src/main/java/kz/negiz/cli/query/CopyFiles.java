package kz.negiz.cli.query;

import java.nio.file.Files;
import java.nio.file.Path;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.cli.api.ApiOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.JsonNodeFactory;

/** Where copies of a record are to lie, in each form that is wanted. */
public final class CopyFiles {

    /** Of the command that bears these options. */
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--pdf", paramLabel = "FILE", description = "Where the PDF is to lie.")
    private @Nullable Path pdf;

    @Option(names = "--asice", paramLabel = "FILE", description = "Where the electronic document (ASiC-E) is to lie.")
    private @Nullable Path asice;

    @Option(names = "--notice-read", description = "I have read what one takes on with a copy, and will keep to it.")
    private boolean noticeRead;

    /**
     * Takes the copies that are wanted.
     *
     * @param record address of the record
     */
    public Integer take(ApiOptions api, String record) {
        if (pdf == null && asice == null) {
            throw new ParameterException(spec.commandLine(), "Say which: --pdf FILE or --asice FILE, or both.");
        }
        return api.run(() -> {
            take(api, record, "PDF", pdf);
            take(api, record, "ASIC_E", asice);
        });
    }

    private void take(ApiOptions api, String record, String form, @Nullable Path target) {
        if (target == null) {
            return;
        }
        if (Files.exists(target)) {
            throw new CommandFailed(Negiz.USAGE, target + " is there already.");
        }
        api.client()
                .download(
                        record + "/copies",
                        JsonNodeFactory.instance.objectNode().put("form", form).put("noticeRead", noticeRead),
                        target);
        api.err().println(target);
        api.err().flush();
    }
}
