package kz.negiz.cli.platform;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code negiz logs}: the last words of a part, or of all. */
@Command(
        name = "logs",
        description = "Show the end of the log of one part, or of all.",
        mixinStandardHelpOptions = true)
public final class LogsCommand implements Callable<Integer> {

    private static final int MOST_BYTES = 1_000_000;

    @Mixin
    private LocalOptions options;

    @Nullable
    @Parameters(arity = "0..1", paramLabel = "PART", description = "Such as gateway-service, postgres, supervisor.")
    private String part;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "40",
            description = "How many lines of each (default: ${DEFAULT-VALUE}).")
    private int lines;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on showing what is added, until interrupted.")
    private boolean follow;

    @Override
    public Integer call() throws InterruptedException {
        Map<String, Path> logs = logs();
        if (logs.isEmpty()) {
            throw new CommandFailed(
                    Negiz.REFUSED, "There are no logs in " + options.layout().logs());
        }
        Map<String, List<String>> ends = new TreeMap<>();
        logs.forEach((name, file) -> ends.put(name, end(file)));
        if (options.json()) {
            options.printJson(ends);
            return 0;
        }
        Map<String, Long> positions = new TreeMap<>();
        logs.forEach((name, file) -> positions.put(name, size(file)));
        ends.forEach((name, text) -> {
            if (logs.size() > 1) {
                options.out().println("== " + name);
            }
            text.forEach(options.out()::println);
        });
        options.out().flush();
        while (follow) {
            Thread.sleep(300);
            logs.forEach((name, file) -> positions.put(name, showNew(name, file, positions.get(name))));
        }
        return 0;
    }

    private Map<String, Path> logs() {
        Path folder = options.layout().logs();
        Map<String, Path> logs = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".log"))
                        .forEach(file ->
                                logs.put(String.valueOf(file.getFileName()).replaceFirst("\\.log$", ""), file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (part == null) {
            return logs;
        }
        Path one = logs.get(part);
        if (one == null) {
            throw new CommandFailed(
                    Negiz.USAGE, "There is no log of " + part + "; there are " + String.join(", ", logs.keySet()));
        }
        return Map.of(part, one);
    }

    private List<String> end(Path file) {
        List<String> all =
                read(file, Math.max(0, size(file) - MOST_BYTES)).lines().toList();
        return all.subList(Math.max(0, all.size() - Math.max(0, lines)), all.size());
    }

    private long showNew(String name, Path file, @Nullable Long from) {
        long size = size(file);
        long start = from == null || size < from ? 0 : from;
        if (size > start) {
            read(file, start).lines().forEach(line -> options.out().println((part == null ? name + ": " : "") + line));
            options.out().flush();
        }
        return size;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    private static String read(Path file, long from) {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            open.seek(from);
            byte[] bytes = new byte[(int) Math.min(MOST_BYTES, Math.max(0, open.length() - from))];
            open.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
