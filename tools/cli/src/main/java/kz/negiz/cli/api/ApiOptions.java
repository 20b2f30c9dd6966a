package kz.negiz.cli.api;

import java.io.PrintWriter;
import java.net.URI;
import java.util.function.Function;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import tools.jackson.databind.JsonNode;

/** The options that every verb on the public API has: whose key, which gateway, which language, people or programs. */
public final class ApiOptions {

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = {"--key", "-k"},
            required = true,
            paramLabel = "NAME|P12",
            description = "Key to log in and sign with: a demo key's name or a PKCS#12 file.")
    private String key;

    @Option(
            names = "--password",
            paramLabel = "TEXT",
            defaultValue = "${env:NEGIZ_KEY_PASSWORD:-demo}",
            description = "Password of the key; better in NEGIZ_KEY_PASSWORD (demo keys: demo).")
    private String password;

    @Option(
            names = "--gateway",
            paramLabel = "URL",
            defaultValue = "${env:NEGIZ_GATEWAY:-}",
            description = "Where the gateway answers; the platform of this machine if not given.")
    private String gateway;

    @Option(
            names = "--lang",
            defaultValue = "${NEGIZ_LANG:-kk}",
            description = "Language of texts: kk, ru, en; NEGIZ_LANG if not given, otherwise kk.")
    private String language;

    @Option(names = "--json", description = "Print the answer as JSON, for programs.")
    private boolean json;

    @Nullable
    private SigningKey opened;

    public SigningKey key() {
        if (opened == null) {
            opened = SigningKey.open(key, password.toCharArray());
        }
        return opened;
    }

    /** Another key, with the same password. */
    public SigningKey other(String nameOrFile) {
        return SigningKey.open(nameOrFile, password.toCharArray());
    }

    public String language() {
        return language;
    }

    /** A client that is logged in, with a session kept from before if it still stands. */
    public ApiClient client() {
        if (!language.matches("kk|ru|en")) {
            throw new CommandFailed(Negiz.USAGE, "--lang is one of kk, ru, en");
        }
        return ApiClient.loggedIn(
                gateway.isEmpty() ? GatewayAddress.ofThisMachine() : URI.create(gateway), key(), language);
    }

    /** Whether a program reads what is printed. */
    public boolean json() {
        return json;
    }

    /** Where answers that come in parts are printed. */
    public PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Where people see how far it is. */
    public PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Prints an answer: as JSON, or as the given text. */
    public void print(JsonNode answer, Function<JsonNode, String> text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? answer.toString() : text.apply(answer));
        out.flush();
    }

    /**
     * Does what may be refused, and prints a refusal to programs as the problem document.
     *
     * @return the exit code
     */
    public int run(Runnable work) {
        try {
            work.run();
            return 0;
        } catch (ApiRefused e) {
            if (!json) {
                throw e;
            }
            print(e.problem(), JsonNode::toString);
            return Negiz.REFUSED;
        }
    }
}
