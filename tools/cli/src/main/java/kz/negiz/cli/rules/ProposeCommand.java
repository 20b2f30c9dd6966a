package kz.negiz.cli.rules;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.cli.api.ApiOptions;
import kz.negiz.rules.EditionFiles;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code negiz rules propose}: prepares an edition on the running platform and signs it as the first operator. */
@Command(
        name = "propose",
        mixinStandardHelpOptions = true,
        description =
                "Prepares an edition on the running platform and signs it; it counts when another operator confirms it.")
final class ProposeCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Parameters(paramLabel = "FOLDER", arity = "0..1", description = "Folder with the CSV files of the edition.")
    private @Nullable Path folder;

    @Option(
            names = "--shipped",
            paramLabel = "N",
            description = "Instead of a folder: an edition that came with the program.")
    private @Nullable Integer shipped;

    @Option(
            names = "--valid-from",
            paramLabel = "INSTANT",
            description = "When it takes effect, such as 2027-01-01T00:00:00Z; the number is then the next one."
                    + " Without it, edition.csv says both.")
    private @Nullable Instant validFrom;

    @Option(
            names = "--source",
            paramLabel = "TEXT",
            description = "Order and paragraph, with --valid-from (default: that of edition.csv).")
    private @Nullable String source;

    @Override
    public Integer call() {
        if ((folder == null) == (shipped == null)) {
            throw new CommandFailed(
                    Negiz.USAGE, "Name a folder, or an edition that came with the program by --shipped.");
        }
        ObjectNode wanted = JSON.createObjectNode();
        if (folder != null) {
            wanted.put("archive", Base64.getEncoder().encodeToString(packed(folder)));
        }
        if (shipped != null) {
            wanted.put("shipped", shipped);
        }
        if (validFrom != null) {
            wanted.put("validFrom", validFrom.toString());
        }
        if (source != null) {
            wanted.put("source", source);
        }
        return api.run(() -> {
            ApiClient client = api.client();
            JsonNode prepared = client.post("/api/rules/proposals", wanted);
            new Proposals(client).sign(prepared);
            api.print(
                    prepared,
                    answer -> Proposals.words(answer) + "\nProposed as "
                            + answer.path("proposal").path("id").asString("")
                            + ": another operator confirms it by  ./negiz rules confirm "
                            + answer.path("proposal").path("edition").asString(""));
        });
    }

    private static byte[] packed(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new CommandFailed(Negiz.USAGE, folder + " is no folder.");
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            for (String name : EditionFiles.NAMES) {
                Path file = folder.resolve(name + ".csv");
                if (Files.isRegularFile(file)) {
                    if (Files.size(file) > EditionFiles.MOST_BYTES) {
                        throw new CommandFailed(Negiz.USAGE, file + " is larger than any edition's table.");
                    }
                    zip.putNextEntry(new ZipEntry(name + ".csv"));
                    Files.copy(file, zip);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The files in " + folder + " can't be read", e);
        }
        return packed.toByteArray();
    }
}
