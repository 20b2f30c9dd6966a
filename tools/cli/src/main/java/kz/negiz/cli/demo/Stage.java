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
        out.printf("%n%2d  %s%n", number, title);
        out.flush();
    }

    /** Says something to the reader. */
    void say(String text) {
        out.println("    " + text);
        out.flush();
    }

    /** Runs a verb and shows the command as it would be typed. */
    Outcome run(List<String> arguments) {
        say("$ ./negiz " + typed(arguments));
        return silently(arguments);
    }

    Outcome run(String... arguments) {
        return run(List.of(arguments));
    }

    /** Runs a verb without showing it: what the story does not tell. */
    Outcome silently(List<String> arguments) {
        List<String> withJson = new ArrayList<>(arguments);
        withJson.add("--json");
        StringWriter answer = new StringWriter();
        StringWriter complaint = new StringWriter();
        CommandLine line = Negiz.commandLine();
        line.setOut(new PrintWriter(answer));
        line.setErr(new PrintWriter(complaint));
        int exit = line.execute(withJson.toArray(String[]::new));
        return new Outcome(
                this, exit, parse(answer.toString()), complaint.toString().strip());
    }

    Outcome silently(String... arguments) {
        return silently(List.of(arguments));
    }

    void passed(String what) {
        say("✓ " + what);
    }

    /** Notes what did not go as told. */
    void failed(String what) {
        failures.add(step + ": " + what);
        say("✗ " + what);
    }

    /** Checks something that no single verb shows. */
    void check(boolean asTold, String what) {
        if (asTold) {
            passed(what);
        } else {
            failed(what + ": not so");
        }
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    private static String typed(List<String> arguments) {
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
