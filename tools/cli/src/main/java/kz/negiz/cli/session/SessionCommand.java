package kz.negiz.cli.session;

import java.util.concurrent.Callable;
import kz.negiz.cli.api.ApiOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code negiz session}: logs in, as a user or an information system, and tells as whom; or logs out. */
@Command(
        name = "session",
        description = "Log in and tell who one is to the platform; works for information systems too.",
        mixinStandardHelpOptions = true)
public final class SessionCommand implements Callable<Integer> {

    private static final String SESSION = "/api/session";

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Option(names = "--end", description = "Log out.")
    private boolean end;

    @Override
    public Integer call() {
        return api.run(() -> {
            if (end) {
                api.print(api.client().delete(SESSION), answer -> "Logged out.");
            } else {
                api.print(api.client().get(SESSION), SessionCommand::text);
            }
        });
    }

    private static String text(JsonNode session) {
        return "%s %s%n%s, %s%s%s"
                .formatted(
                        session.path("kind").asString(""),
                        session.path("account").asString(""),
                        session.path("roles").toString(),
                        session.path("body").asString(""),
                        session.path("department").asString(""),
                        session.path("agreementSigned").asBoolean() ? "" : " (agreement not signed)");
    }
}
