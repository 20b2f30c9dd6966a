package kz.negiz.cli.eds;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.function.Function;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A file of JSON lines, each a case; answers each with one line, and goes on whatever one of them says. */
record Batch(Path lines, boolean ofFiles) {

    /** Examines every line; a line's {@link IllegalArgumentException} tells that it was not understood. */
    int run(PrintWriter out, Function<JsonNode, Examination.Outcome> each) {
        boolean allRead = true;
        // What is no UTF-8 spoils its own line, not the batch.
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(lines), StandardCharsets.UTF_8))) {
            String text;
            while ((text = reader.readLine()) != null) {
                if (text.isBlank()) {
                    continue;
                }
                ObjectNode answer = JsonNodeFactory.instance.objectNode();
                Examination.Outcome outcome;
                try {
                    JsonNode line = JsonMapper.shared().readTree(text);
                    answer.set("id", ofFiles && line.path("id").isMissingNode() ? line.path("file") : line.path("id"));
                    if (ofFiles) {
                        answer.set("file", line.path("file"));
                    }
                    outcome = each.apply(line);
                } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
                    outcome = Examination.Outcome.notExamined("LINE_NOT_UNDERSTOOD");
                    allRead = false;
                }
                answer.put("verdict", outcome.verdict());
                answer.put("reason", outcome.code());
                out.println(JsonMapper.shared().writeValueAsString(answer));
                out.flush();
            }
        } catch (IOException e) {
            throw new CommandFailed(Negiz.USAGE, "The batch " + lines + " cannot be read.");
        }
        return allRead ? 0 : Negiz.USAGE;
    }

    /** Relative to where the command runs; where there is no such file, to the folder of the batch. */
    Path resolved(Path path) {
        return path.isAbsolute() || Files.exists(path)
                ? path
                : lines.toAbsolutePath().resolveSibling(path);
    }
}
