package kz.negiz.cli.rules;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FilterReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.rules.Rules;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A table of cases, answered line by line: of a long one only the line in hand is in memory. */
final class CaseTable {

    /** How the answers are written. */
    enum Format {
        CSV,
        JSON
    }

    /** The level of a line that was not understood. */
    static final String UNKNOWN = "UNKNOWN";

    private static final List<String> REQUIRED = List.of("id", "profile", "service", "article");
    private static final Set<String> OPTIONAL = Set.of("body", "role");
    private static final int LONGEST_LINE = 1 << 20;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final CSVFormat READ =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();
    private static final CSVFormat WRITTEN =
            CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

    private final Rules rules;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Format format;

    CaseTable(Rules rules, PrintWriter out, PrintWriter err, Format format) {
        this.rules = rules;
        this.out = out;
        this.err = err;
        this.format = format;
    }

    /** The exit code: whether every line was understood. */
    int answer(Reader cases) {
        Bounded bounded = new Bounded(new BufferedReader(cases));
        boolean allUnderstood;
        try (CSVParser parser = READ.parse(withoutMark(bounded))) {
            Iterator<CSVRecord> lines = parser.iterator();
            Map<String, Integer> columns = columns(lines);
            BufferedWriter written = new BufferedWriter(out);
            Answers answers = format == Format.CSV ? new CsvAnswers(written) : new JsonAnswers(written);
            try {
                allUnderstood = answers(parser, lines, columns, answers, bounded);
            } finally {
                answers.end();
                written.flush();
            }
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw new CommandFailed(Negiz.USAGE, "The cases cannot be read on: " + cause(e) + ".");
        }
        if (out.checkError()) {
            throw new CommandFailed(Negiz.REFUSED, "The answers could not all be written.");
        }
        return allUnderstood ? 0 : Negiz.REFUSED;
    }

    private boolean answers(
            CSVParser parser, Iterator<CSVRecord> lines, Map<String, Integer> columns, Answers answers, Bounded bounded)
            throws IOException {
        int width = columns.values().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
        boolean allUnderstood = true;
        while (lines.hasNext()) {
            CSVRecord line = lines.next();
            bounded.next();
            if (line.size() == 1 && line.get(0).isBlank()) {
                continue;
            }
            String id = value(line, columns, "id");
            CaseText.Outcome outcome = line.size() < width
                    ? new CaseText.Outcome.NotUnderstood("it has " + line.size() + " of " + width + " columns")
                    : new CaseText(
                                    value(line, columns, "profile").strip(),
                                    value(line, columns, "service").strip(),
                                    value(line, columns, "article").strip(),
                                    value(line, columns, "body").strip(),
                                    value(line, columns, "role").strip())
                            .by(rules);
            switch (outcome) {
                case CaseText.Outcome.Ruled(var ruling) ->
                    answers.add(id, ruling.level().name(), ruling.rule());
                case CaseText.Outcome.NotUnderstood(String sentence) -> {
                    allUnderstood = false;
                    err.println("Line " + parser.getCurrentLineNumber() + " (id " + CaseText.shown(id) + "): "
                            + sentence + ".");
                    answers.add(id, UNKNOWN, "");
                }
            }
        }
        err.flush();
        return allUnderstood;
    }

    private Map<String, Integer> columns(Iterator<CSVRecord> lines) {
        if (!lines.hasNext()) {
            throw new CommandFailed(Negiz.USAGE, "The cases have no header; it is " + header() + ".");
        }
        CSVRecord header = lines.next();
        Map<String, Integer> columns = new HashMap<>();
        List<String> ignored = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i).strip().toLowerCase(Locale.ROOT);
            if (!seen.add(name)) {
                throw new CommandFailed(Negiz.USAGE, "The column " + CaseText.shown(name) + " stands twice.");
            }
            if (REQUIRED.contains(name) || OPTIONAL.contains(name)) {
                columns.put(name, i);
            } else {
                ignored.add(CaseText.shown(name));
            }
        }
        for (String name : REQUIRED) {
            if (!columns.containsKey(name)) {
                throw new CommandFailed(
                        Negiz.USAGE, "The cases have no column " + name + "; the header is " + header() + ".");
            }
        }
        if (!ignored.isEmpty()) {
            err.println("Not looked at: the columns " + String.join(", ", ignored) + ".");
        }
        return columns;
    }

    private static String header() {
        return String.join(",", REQUIRED) + ", and body, role where wanted";
    }

    private static String value(CSVRecord line, Map<String, Integer> columns, String name) {
        Integer at = columns.get(name);
        return at == null || at >= line.size() ? "" : line.get(at);
    }

    private static Reader withoutMark(Reader cases) throws IOException {
        PushbackReader reader = new PushbackReader(cases);
        int first = reader.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) {
            reader.unread(first);
        }
        return reader;
    }

    private static String cause(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return "they are not UTF-8";
            }
            if (cause instanceof LineTooLong) {
                return "a line is longer than a million characters";
            }
        }
        return "a quotation mark is not closed, or something follows a closed one";
    }

    private interface Answers {

        void add(String id, String level, String rule) throws IOException;

        default void end() throws IOException {}
    }

    private final class CsvAnswers implements Answers {

        private final CSVPrinter printer;

        CsvAnswers(Appendable written) throws IOException {
            printer = new CSVPrinter(written, WRITTEN);
            printer.printRecord("id", "level", "rule", "edition");
        }

        @Override
        public void add(String id, String level, String rule) throws IOException {
            printer.printRecord(id, level, rule, rules.edition().number());
        }
    }

    private final class JsonAnswers implements Answers {

        private final Writer written;
        private boolean first = true;

        JsonAnswers(Writer written) throws IOException {
            this.written = written;
            written.write("[");
        }

        @Override
        public void add(String id, String level, String rule) throws IOException {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("id", id);
            node.put("level", level);
            node.put("rule", rule);
            node.put("edition", rules.edition().number());
            written.write(first ? "\n" : ",\n");
            written.write(JsonMapper.shared().writeValueAsString(node));
            first = false;
        }

        @Override
        public void end() throws IOException {
            written.write("\n]\n");
        }
    }

    /** Refuses a line without end, so that an open quotation mark does not take the whole file into memory. */
    private static final class Bounded extends FilterReader {

        private int sinceLastLine;

        Bounded(Reader in) {
            super(in);
        }

        void next() {
            sinceLastLine = 0;
        }

        @Override
        public int read() throws IOException {
            count(1);
            return super.read();
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int characters) throws IOException {
            sinceLastLine += characters;
            if (sinceLastLine > LONGEST_LINE) {
                throw new LineTooLong();
            }
        }
    }

    private static final class LineTooLong extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
