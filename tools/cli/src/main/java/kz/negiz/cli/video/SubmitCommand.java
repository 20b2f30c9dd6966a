package kz.negiz.cli.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.cli.api.ApiOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code negiz video submit}: hand the access over, signed, as the answer to a request or as the notice of a change. */
@Command(
        name = "submit",
        description =
                "Hand over the access to a warehouse's video, signed: an answer (--request) or a change (--warehouse, --changed-at).",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  NEGIZ_CAMERA_PASSWORD=… negiz video submit --key owner --request ID --login camera-7 \\",
            "      --url https://video.example/7 --no-program"
        })
final class SubmitCommand implements Callable<Integer> {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Option(names = "--request", defaultValue = "", paramLabel = "ID", description = "The request that is answered.")
    private String request = "";

    @Option(
            names = "--warehouse",
            defaultValue = "",
            paramLabel = "ID",
            description = "The warehouse whose login or password changed.")
    private String warehouse = "";

    @Option(
            names = "--changed-at",
            defaultValue = "",
            paramLabel = "TIME",
            description = "Moment of the change, as 2026-11-22T14:05:00+05:00; to be told within the hour (R283-5a).")
    private String changedAt = "";

    @Option(names = "--login", defaultValue = "", paramLabel = "TEXT", description = "Login at the cameras.")
    private String login = "";

    @Option(
            names = "--camera-password",
            defaultValue = "${env:NEGIZ_CAMERA_PASSWORD:-}",
            paramLabel = "TEXT",
            description = "Password at the cameras; better in NEGIZ_CAMERA_PASSWORD or a file.")
    private String cameraPassword = "";

    @Option(
            names = "--camera-password-file",
            paramLabel = "FILE",
            description = "File whose first line is the password at the cameras.")
    private @Nullable Path cameraPasswordFile;

    @Option(names = "--url", defaultValue = "", paramLabel = "URL", description = "Address of the cameras.")
    private String url = "";

    @Option(
            names = "--program",
            defaultValue = "",
            paramLabel = "TEXT",
            description = "Installation program: what it is and where it is had.")
    private String program = "";

    @Option(names = "--no-program", description = "The video needs no installation program.")
    private boolean noProgram;

    @Override
    public Integer call() {
        if (request.isEmpty() == (warehouse.isEmpty() || changedAt.isEmpty())) {
            throw new CommandFailed(Negiz.USAGE, "Give --request, or --warehouse and --changed-at");
        }
        return api.run(() -> {
            ApiClient client = api.client();
            JsonNode issued = client.post("/api/video/credentials/document", wanted());
            String document = issued.path("document").asString("");
            byte[] signature = api.key().sign(Base64.getDecoder().decode(document));
            api.print(
                    client.post(
                            "/api/video/credentials",
                            JSON.createObjectNode()
                                    .put("document", document)
                                    .put("signature", Base64.getEncoder().encodeToString(signature))),
                    SubmitCommand::text);
        });
    }

    private ObjectNode wanted() {
        ObjectNode wanted = JSON.createObjectNode()
                .put("login", login)
                .put("password", password())
                .put("url", url)
                .put("program", program)
                .put("programNeeded", !noProgram);
        if (request.isEmpty()) {
            wanted.put("warehouseId", warehouse).put("changedAt", changedAt);
        } else {
            wanted.put("requestId", request);
        }
        return wanted;
    }

    private String password() {
        if (cameraPasswordFile == null) {
            return cameraPassword;
        }
        try {
            List<String> lines = Files.readAllLines(cameraPasswordFile);
            return lines.isEmpty() ? "" : lines.getFirst();
        } catch (IOException e) {
            throw new CommandFailed(Negiz.USAGE, "The file " + cameraPasswordFile + " can't be read");
        }
    }

    private static String text(JsonNode taken) {
        List<String> lines = new ArrayList<>();
        JsonNode version = taken.path("version");
        lines.add("Taken as version %s%s".formatted(version.path("version").asString(""), Missing.of(version)));
        if (!taken.path("dueOn").asString("").isEmpty()) {
            lines.add("Due on " + taken.path("dueOn").asString("")
                    + (taken.path("late").asBoolean() ? ", late [R283-4c]" : ""));
        }
        if (taken.path("breach").asBoolean()) {
            lines.add("Told more than an hour after the change [R283-5a]");
        }
        lines.add("Receipt: event " + taken.path("receipt").path("event").asString(""));
        return String.join("\n", lines);
    }
}
