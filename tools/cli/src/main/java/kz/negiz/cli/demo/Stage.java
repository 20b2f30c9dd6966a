package kz.negiz.cli.demo;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import kz.negiz.cli.Negiz;
import picocli.CommandLine;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Where the story is played: runs a verb as a person would type it, shows it, and keeps what did not go as told. */
final class Stage {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintWriter out;
    private final List<String> failures = new ArrayList<>();
    private String step = "";

    Stage(PrintWriter out) {
        this.out = out;
    }

    void step(int number, String title) {
        step = "step " + number;
        out.printf("%n── %d ── %s%n", number, title);
        out.flush();
    }

    /** Says something to the reader. */
    void say(String text) {
        out.println("   " + text);
        out.flush();
    }

    /** Runs a verb and shows the command as it would be typed. */
    Outcome run(String... arguments) {
        out.println("   $ ./negiz " + typed(arguments));
        out.flush();
        return silently(arguments);
    }

    /** Runs a verb without showing it: preparations that the story does not tell. */
    Outcome silently(String... arguments) {
        List<String> withJson = new ArrayList<>(List.of(arguments));
        withJson.add("--json");
        StringWriter answer = new StringWriter();
        StringWriter complaint = new StringWriter();
        CommandLine line = Negiz.commandLine();
        line.setOut(new PrintWriter(answer));
        line.setErr(new PrintWriter(complaint));
        int exit = line.execute(withJson.toArray(String[]::new));
        return new Outcome(
                this,
                typed(arguments),
                exit,
                parse(answer.toString()),
                complaint.toString().strip());
    }

    /** Notes what did not go as told. */
    void failed(String what) {
        failures.add(step + ": " + what);
        out.println("   ✘ " + what);
        out.flush();
    }

    void passed(String what) {
        out.println("   ✔ " + what);
        out.flush();
    }

    /** Checks something that no single verb shows. */
    void check(boolean asTold, String what) {
        if (asTold) {
            passed(what);
        } else {
            failed("not as told: " + what);
        }
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    private static String typed(String[] arguments) {
        List<String> quoted = new ArrayList<>();
        for (String argument : arguments) {
            quoted.add(argument.matches("[\\p{L}0-9_./:@=,+-]+") ? argument : "'" + argument + "'");
        }
        return String.join(" ", quoted);
    }

    private static JsonNode parse(String answer) {
        try {
            return answer.isBlank() ? JSON.createObjectNode() : JSON.readTree(answer);
        } catch (JacksonException e) {
            return JSON.createObjectNode().put("text", answer.strip());
        }
    }
}
