package kz.negiz.cli.registry;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.cli.api.ApiOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** {@code negiz registry agreement}: the only thing open at the first entry (R41-7, R150-14a). */
@Command(
        name = "agreement",
        description = "The user agreement.",
        mixinStandardHelpOptions = true,
        subcommands = {AgreementCommand.Show.class, AgreementCommand.Sign.class, CommandLine.HelpCommand.class})
final class AgreementCommand implements Runnable {

    private static final String PATH = "/api/registry/agreement";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: show or sign.");
    }

    /** Shows the agreement. */
    @Command(
            name = "show",
            description = "Show the agreement and whether you signed it.",
            mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {

        @Mixin
        private ApiOptions api = new ApiOptions();

        @Override
        public Integer call() {
            return api.run(() -> api.print(api.client().get(PATH), AgreementCommand::text));
        }
    }

    /** Accepts and signs the agreement. */
    @Command(name = "sign", description = "Accept the agreement and sign it.", mixinStandardHelpOptions = true)
    static final class Sign implements Callable<Integer> {

        @Mixin
        private ApiOptions api = new ApiOptions();

        @Override
        public Integer call() {
            return api.run(() -> {
                ApiClient client = api.client();
                JsonNode shown = client.get(PATH);
                String document = shown.path("document").asString("");
                if (document.isEmpty()) {
                    api.print(shown, answer -> "There is nothing to sign: it is signed, or your role needs none.");
                    return;
                }
                byte[] signature = api.key().sign(Base64.getDecoder().decode(document));
                api.print(
                        client.post(
                                PATH,
                                new ObjectMapper()
                                        .createObjectNode()
                                        .put("accepted", true)
                                        .put("document", document)
                                        .put("signature", Base64.getEncoder().encodeToString(signature))),
                        answer -> "Signed: " + shown.path("statement").asString(""));
            });
        }
    }

    private static String text(JsonNode shown) {
        List<String> lines = new ArrayList<>();
        lines.add(shown.path("title").asString(""));
        shown.path("clauses").forEach(clause -> lines.add(clause.asString()));
        String signed = shown.path("signedAt").asString("");
        lines.add(signed.isEmpty() ? "Not signed." : "Signed at " + signed);
        return String.join("\n", lines);
    }
}
