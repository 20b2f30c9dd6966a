package kz.negiz.cli.audit;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.cli.api.ApiOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Asks for what users did in a period, on the ground of an attached document. */
@Command(
        name = "request",
        description = "As a prosecutor: ask, signed, for the requests and answers of users (R41-34, R150-52).",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  negiz audit request --key prosecutor --account ID --from 2026-11-01 --to 2026-12-01 \\",
            "      --number 17/2 --date 2026-11-20 --document resolution.pdf"
        })
final class RequestCommand implements Callable<Integer> {

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Option(names = "--account", paramLabel = "ID", description = "Whose events; may be given more than once.")
    private List<String> accounts = new ArrayList<>();

    @Option(
            names = "--body",
            paramLabel = "ID",
            description = "Or: all who did something while they belonged to a body.")
    private @Nullable String body;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "TIME",
            description = "Beginning of the period: a day or a time.")
    private String from = "";

    @Option(names = "--to", required = true, paramLabel = "TIME", description = "End of the period, not in it.")
    private String to = "";

    @Option(
            names = "--ground",
            defaultValue = "resolution",
            paramLabel = "KIND",
            description = "resolution or other_document (default: ${DEFAULT-VALUE}).")
    private String ground = "";

    @Option(names = "--number", required = true, paramLabel = "NUMBER", description = "Number of the document.")
    private String number = "";

    @Option(names = "--date", required = true, paramLabel = "DAY", description = "Date of the document.")
    private String date = "";

    @Option(
            names = "--document",
            paramLabel = "FILE",
            description = "The document itself, at most 5 MB; without it the request is refused.")
    private @Nullable Path document;

    @Option(names = "--words", description = "Print the sentences that are signed (to the error stream).")
    private boolean words;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        return api.run(() -> {
            ObjectNode request = JsonNodeFactory.instance.objectNode();
            if (!accounts.isEmpty()) {
                ArrayNode list = request.putArray("accounts");
                accounts.forEach(list::add);
            }
            if (body != null) {
                request.put("body", body);
            }
            request.put("from", PeriodArgument.moment("--from", from).toString());
            request.put("to", PeriodArgument.moment("--to", to).toString());
            request.put("ground", ground.toUpperCase(Locale.ROOT));
            request.put("number", number);
            request.put("date", date);
            byte[] ground = document == null ? new byte[0] : AuditFiles.bytes(document);
            String attachment = Base64.getEncoder().encodeToString(ground);
            request.put("document", attachment);
            ApiClient client = api.client();
            String issued = client.post("/api/audit/requests/document", request)
                    .path("document")
                    .asString("");
            byte[] bytes = Base64.getDecoder().decode(issued);
            IssuedRequest checked = IssuedRequest.of(bytes, request, ground);
            if (words) {
                PrintWriter beside = spec.commandLine().getErr();
                checked.words().forEach(beside::println);
                beside.flush();
            }
            byte[] signature = api.key().sign(bytes);
            api.print(
                    client.post(
                            "/api/audit/requests",
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("document", issued)
                                    .put("signature", Base64.getEncoder().encodeToString(signature))
                                    .put("attachment", attachment)),
                    RequestText::of);
        });
    }
}
