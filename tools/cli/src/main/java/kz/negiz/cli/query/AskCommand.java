package kz.negiz.cli.query;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Draws a question up, signs it and asks it. */
@Command(
        name = "ask",
        description = "Sign a question and ask it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  negiz query ask --key head --basis inspection:T-2026-0001 --subject 991340000017 \\",
            "      --service VEHICLES --service LAND_PLOTS --purpose \"To compare declared property\" --lang en"
        })
final class AskCommand implements Callable<Integer> {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Option(
            names = "--basis",
            paramLabel = "BASIS",
            defaultValue = "",
            description = "inspection:NUMBER, case:NUMBER, text:WORDS (text: alone for none) or chosen:CODE:MATERIAL.")
    private String basis = "";

    @Option(
            names = "--case",
            paramLabel = "NUMBER",
            defaultValue = "",
            description = "Criminal case named beside a text or a chosen basis, for services under listed articles.")
    private String namedCase = "";

    @Option(
            names = "--assignment",
            paramLabel = "NUMBER,DATE,BODY",
            defaultValue = "",
            description = "Assignment for search measures under somebody else's criminal case.")
    private String assignment = "";

    @Option(
            names = {"--service", "-s"},
            paramLabel = "CODE",
            description = "Service to ask; may be given more than once. See: negiz query services.")
    private List<String> services = new ArrayList<>();

    @Option(
            names = "--subject",
            paramLabel = "SUBJECT",
            description = {
                "Whom or what the question is about; may be given more than once: an IIN or BIN, or KIND:VALUE, as",
                "plate:123ABC02, vin:..., cadastral:20:315:040:122 (these are also told without KIND), passport:N12345678,",
                "identity-card:012345678, residence-permit:..., foreign-passport:...,",
                "name:Surname;Name;Patronymic;1990-01-31 (the patronymic may be left out),",
                "address:TEXT or address:TEXT;CODE with the registration code of 16 digits."
            })
    private List<String> subjects = new ArrayList<>();

    @Option(
            names = "--purpose",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "What the data are needed for, in a sentence.")
    private String purpose = "";

    @Option(
            names = "--profile",
            paramLabel = "CODE",
            defaultValue = "",
            description = "Access right; found by the basis if not given.")
    private String profile = "";

    @Option(
            names = "--on-behalf-of",
            defaultValue = "",
            paramLabel = "IIN[,BIN]",
            description = "The officer for whom an information system asks, as the officer's certificate names them.")
    private String onBehalfOf = "";

    @Option(names = "--as-they-come", description = "Print each answer as soon as it is there; with --json one a line.")
    private boolean asTheyCome;

    @Option(
            names = "--signed-by",
            defaultValue = "",
            hidden = true,
            paramLabel = "NAME|P12",
            description = "Sign with another key than the one that logs in; refused, for people sign for themselves.")
    private String signedBy = "";

    @Option(names = "--tamper", hidden = true, description = "Alter the document after it was signed.")
    private boolean tamper;

    @Option(names = "--keep", hidden = true, paramLabel = "FILE", description = "Keep what was sent.")
    @Nullable
    private Path keep;

    @Option(names = "--replay", hidden = true, paramLabel = "FILE", description = "Send again what was kept.")
    @Nullable
    private Path replay;

    @Override
    public Integer call() {
        return api.run(() -> {
            ApiClient client = api.client();
            ObjectNode signed = replay == null ? sign(client) : read(replay);
            if (keep != null) {
                write(keep, signed);
            }
            if (asTheyCome) {
                follow(client, client.begin("/api/questions", signed).path("id").asString(""));
            } else {
                api.print(client.post("/api/questions", signed), AnswerText::of);
            }
        });
    }

    private void follow(ApiClient client, String id) {
        client.events("/api/questions/" + id + "/answers", (name, data) -> {
            switch (name) {
                case "answer" -> api.print(data, AnswerText::ofService);
                case "problem" ->
                    throw new CommandFailed(
                            Negiz.REFUSED,
                            data.path("detail").asString("") + " "
                                    + data.path("rule").asString(""));
                case "more" -> throw new CommandFailed(Negiz.REFUSED, "Not all has come; see: negiz query show " + id);
                default -> {
                    // The end; a later version may tell more.
                }
            }
        });
    }

    private ObjectNode sign(ApiClient client) {
        if (basis.isEmpty() || services.isEmpty() || subjects.isEmpty() || purpose.isEmpty()) {
            throw new CommandFailed(Negiz.USAGE, "A question needs --basis, --service, --subject and --purpose");
        }
        ObjectNode question = JSON.createObjectNode();
        ObjectNode named = BasisArgument.read(basis, namedCase, assignment);
        question.put("profile", profile.isEmpty() ? profileFor(client, named) : profile);
        question.set("basis", named);
        ArrayNode codes = question.putArray("services");
        services.forEach(codes::add);
        ArrayNode about = question.putArray("subjects");
        subjects.forEach(subject -> about.add(SubjectArgument.read(subject)));
        question.put("purpose", purpose).put("language", api.language());
        if (!onBehalfOf.isEmpty()) {
            question.set("onBehalfOf", OfficerArgument.read(onBehalfOf));
        }
        SignedQuestion signed =
                SignedQuestion.of(client, question, signedBy.isEmpty() ? client.key() : api.other(signedBy));
        return (tamper ? signed.altered(altered(signed.document())) : signed).json();
    }

    /** The access right that asks for such a basis and opens most of the services. */
    private String profileFor(ApiClient client, JsonNode named) {
        JsonNode open = client.get("/api/questions/services").path("profiles");
        String best = "";
        int most = -1;
        for (JsonNode each : open) {
            boolean fits = each.path("basisKind")
                            .asString("")
                            .equals(named.path("kind").asString(""))
                    && (!named.has("assignment")
                            || each.path("code").asString("").equals("SEARCH_MEASURES"));
            int opened = 0;
            for (JsonNode service : each.path("services")) {
                if (services.contains(service.path("code").asString(""))) {
                    opened++;
                }
            }
            if (fits && opened > most) {
                most = opened;
                best = each.path("code").asString("");
            }
        }
        if (best.isEmpty()) {
            throw new CommandFailed(
                    Negiz.REFUSED, "None of your access rights asks for such a basis; see: negiz query services");
        }
        return best;
    }

    /** One letter of the purpose becomes another: the smallest lie that makes sense. */
    private byte[] altered(byte[] document) {
        String text = new String(document, StandardCharsets.UTF_8);
        char last = purpose.charAt(purpose.length() - 1);
        String changed = purpose.substring(0, purpose.length() - 1) + (last == 'x' ? 'y' : 'x');
        return text.replace(purpose, changed).getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode read(Path file) {
        try {
            if (JSON.readTree(Files.readString(file)) instanceof ObjectNode kept) {
                return kept;
            }
        } catch (IOException | JacksonException e) {
            throw new CommandFailed(Negiz.USAGE, "There is no kept question in " + file);
        }
        throw new CommandFailed(Negiz.USAGE, "There is no kept question in " + file);
    }

    private static void write(Path file, ObjectNode signed) {
        try {
            Files.writeString(file, signed.toString());
        } catch (IOException e) {
            throw new CommandFailed(Negiz.USAGE, "The file " + file + " can't be written");
        }
    }
}
