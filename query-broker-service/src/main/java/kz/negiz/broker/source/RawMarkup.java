package kz.negiz.broker.source;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts an element out of a document as it stands there, character by character. The document has been parsed before: it is well
 * formed and has no document type, so its markup is told from its text by form alone. Java's own readers tell no exact places.
 */
final class RawMarkup {

    /** Comments, character data, instructions and tags, of which the values of attributes may hold anything but {@code <}. */
    private static final Pattern MARKUP = Pattern.compile(
            "<!--.*?-->|<!\\[CDATA\\[.*?]]>|<\\?.*?\\?>|<(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>", Pattern.DOTALL);

    private RawMarkup() {}

    /**
     * The element at a place.
     *
     * @param path the place of each element among its brothers, from 0, from the root down
     * @throws IllegalArgumentException when there is none
     */
    static String cut(String document, List<Integer> path) {
        List<Integer> open = new ArrayList<>();
        List<Integer> children = new ArrayList<>(List.of(0));
        int start = -1;
        Matcher markup = MARKUP.matcher(document);
        while (markup.find()) {
            char kind = document.charAt(markup.start() + 1);
            if (kind == '!' || kind == '?') {
                continue;
            }
            if (kind != '/') {
                open.add(children.getLast());
                children.set(children.size() - 1, children.getLast() + 1);
                children.add(0);
                start = open.equals(path) ? markup.start() : start;
            }
            if (kind == '/' || document.charAt(markup.end() - 2) == '/') {
                if (open.equals(path)) {
                    return document.substring(start, markup.end());
                }
                open.removeLast();
                children.removeLast();
            }
        }
        throw new IllegalArgumentException("no element at this place");
    }
}
