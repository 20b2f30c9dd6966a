package kz.negiz.cli.encumbrance;

import java.util.concurrent.Callable;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.cli.api.ApiOptions;
import kz.negiz.cli.query.BasisArgument;
import kz.negiz.cli.query.OfficerArgument;
import kz.negiz.cli.query.SignedQuestion;
import kz.negiz.cli.query.SubjectArgument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Asks for an encumbrance, as an information system. */
@Command(
        name = "request",
        description = {
            "Ask for a ban or an encumbrance, as an information system for an officer of its body.",
            "Nothing is sent before the officer has confirmed it."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  negiz encumbrance request --key system --profile MIA_ADQ --basis chosen:ORDER_OF_THE_HEAD:15-7/231 \\",
            "      --service REAL_ESTATE_BAN --subject 991340000017 --object 20:315:040:122 --ground 17/2026 \\",
            "      --ground-date 2026-11-02 --ground-issued-by \"Court of Almaty\" --on-behalf-of IIN \\",
            "      --purpose \"To secure the compensation of damage\""
        })
final class RequestCommand implements Callable<Integer> {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Option(names = "--profile", paramLabel = "CODE", required = true, description = "Access right of the system.")
    private String profile = "";

    @Option(
            names = "--basis",
            paramLabel = "BASIS",
            required = true,
            description = "As in negiz query ask: chosen:CODE:MATERIAL, case:NUMBER ...")
    private String basis = "";

    @Option(
            names = "--case",
            paramLabel = "NUMBER",
            defaultValue = "",
            description = "Criminal case named beside a chosen basis.")
    private String namedCase = "";

    @Option(
            names = {"--service", "-s"},
            paramLabel = "CODE",
            required = true,
            description = "REAL_ESTATE_BAN, LEGAL_ENTITY_BAN, PERSON_PARTICIPATION_BAN or LAND_PLOT_ENCUMBRANCE.")
    private String service = "";

    @Option(names = "--release", description = "Lift it; without this option it is imposed.")
    private boolean release;

    @Option(names = "--subject", paramLabel = "IIN|BIN", required = true, description = "Whose right it concerns.")
    private String subject = "";

    @Option(
            names = "--object",
            paramLabel = "CADASTRAL_NUMBER",
            defaultValue = "",
            description = "What it lies upon, where it is no person or organisation itself.")
    private String object = "";

    @Option(
            names = "--ground",
            paramLabel = "NUMBER",
            required = true,
            description = "Number of the document that orders it.")
    private String ground = "";

    @Option(names = "--ground-date", paramLabel = "DATE", required = true, description = "Its date, as 2026-11-02.")
    private String groundDate = "";

    @Option(names = "--ground-issued-by", paramLabel = "TEXT", required = true, description = "Who issued it.")
    private String groundIssuedBy = "";

    @Option(
            names = "--on-behalf-of",
            paramLabel = "IIN[,BIN]",
            required = true,
            description = "The officer who is to confirm it, as the officer's certificate names them.")
    private String onBehalfOf = "";

    @Option(names = "--purpose", paramLabel = "TEXT", required = true, description = "What it is for, in a sentence.")
    private String purpose = "";

    @Override
    public Integer call() {
        return api.run(() -> {
            ApiClient client = api.client();
            api.print(
                    client.post(
                            "/api/encumbrances",
                            SignedQuestion.ofEncumbrance(client, wanted(), client.key())
                                    .json()),
                    EncumbranceText::of);
        });
    }

    private ObjectNode wanted() {
        ObjectNode wanted = JSON.createObjectNode().put("profile", profile);
        wanted.set("basis", BasisArgument.read(basis, namedCase, ""));
        wanted.putArray("services").add(service);
        wanted.putArray("subjects").add(SubjectArgument.read(subject));
        wanted.put("purpose", purpose).put("language", api.language());
        wanted.set("onBehalfOf", OfficerArgument.read(onBehalfOf));
        wanted.put("action", release ? "RELEASE" : "IMPOSE");
        if (!object.isEmpty()) {
            wanted.put("object", object);
        }
        wanted.putObject("ground").put("number", ground).put("date", groundDate).put("issuedBy", groundIssuedBy);
        return wanted;
    }
}
