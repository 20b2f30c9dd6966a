package kz.negiz.testkit;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks a message bundle of the module under test: the three languages have the same keys with the same places for
 * arguments, every key that a template names exists, and no key is left unused.
 *
 * <p>A key counts as used when it, or a beginning of it that ends in a dot, stands as a literal in the module's templates or
 * code; texts of problems ({@code x.title}, {@code x.detail}) also when the problem's code {@code x} does.
 *
 * <pre>{@code
 * @Test
 * void everyTextIsThereInThreeLanguages() {
 *     assertThat(PageTexts.of("messages", "portal-messages").faults()).isEmpty();
 * }
 * }</pre>
 */
public final class PageTexts {

    private static final List<String> SUFFIXES = List.of("", "_ru", "_en");
    private static final Pattern NAMED = Pattern.compile("#\\{([A-Za-z0-9_.-]+)[}(]");
    private static final Pattern PLACE = Pattern.compile("\\{(\\d+)");
    private static final Pattern CYRILLIC = Pattern.compile("\\p{IsCyrillic}");
    private static final Set<String> LANGUAGE_NAMES = Set.of("portal.language.kk", "portal.language.ru");

    private final Path module;
    private final String bundle;
    private final List<String> others;

    private PageTexts(Path module, String bundle, List<String> others) {
        this.module = module;
        this.bundle = bundle;
        this.others = others;
    }

    /**
     * The texts of the module whose tests run.
     *
     * @param bundle name of its bundle, for example {@code messages}
     * @param others bundles on the class path whose keys its templates may name as well
     */
    public static PageTexts of(String bundle, String... others) {
        return new PageTexts(Path.of("").toAbsolutePath(), bundle, List.of(others));
    }

    /** A sentence for each thing that is wrong. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        Map<String, Map<String, String>> texts = new TreeMap<>();
        for (String suffix : SUFFIXES) {
            texts.put(suffix, read(module.resolve("src/main/resources/" + bundle + suffix + ".properties")));
        }
        Set<String> keys = new TreeSet<>();
        texts.values().forEach(language -> keys.addAll(language.keySet()));
        for (String key : keys) {
            checkLanguages(key, texts, faults);
        }
        checkUse(keys, faults);
        return faults;
    }

    private void checkLanguages(String key, Map<String, Map<String, String>> texts, List<String> faults) {
        Set<Set<String>> places = new LinkedHashSet<>();
        texts.forEach((suffix, language) -> {
            String text = language.get(key);
            if (text == null || text.isBlank()) {
                faults.add(bundle + suffix + " has no text for " + key);
                return;
            }
            places.add(places(text));
            if (text.contains("'")) {
                faults.add(
                        bundle + suffix + " has a straight apostrophe in " + key + "; the formatter eats it, write ’");
            }
            if (suffix.equals("_en") && CYRILLIC.matcher(text).find() && !LANGUAGE_NAMES.contains(key)) {
                faults.add(bundle + suffix + " is not English in " + key);
            }
        });
        if (places.size() > 1) {
            faults.add(bundle + " takes other arguments in one language than in another in " + key);
        }
    }

    private void checkUse(Set<String> keys, List<String> faults) {
        Set<String> known = new TreeSet<>(keys);
        others.forEach(other -> known.addAll(readFromClassPath(other).keySet()));
        StringBuilder sources = new StringBuilder();
        for (Path file : sources()) {
            String content = content(file);
            sources.append(content).append('\n');
            if (file.toString().endsWith(".html")) {
                Matcher named = NAMED.matcher(content);
                while (named.find()) {
                    if (!known.contains(named.group(1))) {
                        faults.add(file.getFileName() + " names " + named.group(1) + ", which no bundle has");
                    }
                }
            }
        }
        String all = sources.toString();
        for (String key : keys) {
            if (!used(key, all)) {
                faults.add(bundle + " has " + key + ", which nothing uses");
            }
        }
    }

    private static boolean used(String key, String sources) {
        if (literal(key, sources)) {
            return true;
        }
        for (int dot = key.lastIndexOf('.'); dot > 0; dot = key.lastIndexOf('.', dot - 1)) {
            String beginning = key.substring(0, dot + 1);
            // A beginning counts where something is appended to it, not where it stands inside another key.
            if (Pattern.compile("[\"'|]" + Pattern.quote(beginning) + "(?:[\"']|\\$\\{)")
                    .matcher(sources)
                    .find()) {
                return true;
            }
        }
        String problem = key.replaceFirst("\\.(title|detail)$", "");
        return !problem.equals(key) && sources.contains('"' + problem + '"');
    }

    private static boolean literal(String key, String sources) {
        return Pattern.compile("(?<![A-Za-z0-9_.-])" + Pattern.quote(key) + "(?![A-Za-z0-9_-]|\\.[A-Za-z0-9_-])")
                .matcher(sources)
                .find();
    }

    private static Set<String> places(String text) {
        Set<String> places = new TreeSet<>();
        Matcher matcher = PLACE.matcher(text);
        while (matcher.find()) {
            places.add(matcher.group(1));
        }
        return places;
    }

    private List<Path> sources() {
        List<Path> found = new ArrayList<>();
        for (String folder : List.of("src/main/resources/templates", "src/main/java")) {
            Path start = module.resolve(folder);
            if (Files.isDirectory(start)) {
                try (Stream<Path> files = Files.walk(start)) {
                    files.filter(Files::isRegularFile).forEach(found::add);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return found;
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> read(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            return texts(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("the bundle " + file.getFileName() + " cannot be read", e);
        }
    }

    private static Map<String, String> readFromClassPath(String bundle) {
        try (var in = PageTexts.class.getClassLoader().getResourceAsStream(bundle + ".properties")) {
            if (in == null) {
                throw new IllegalArgumentException("no bundle " + bundle + " on the class path");
            }
            return texts(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> texts(Reader reader) throws IOException {
        Properties properties = new Properties();
        properties.load(reader);
        Map<String, String> texts = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
        return texts;
    }
}
