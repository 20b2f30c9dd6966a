package kz.negiz.video.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.video.VideoProblem;
import kz.negiz.video.record.Texts;

/**
 * What an owner hands over (R283-4a).
 *
 * @param login empty when not given
 * @param password empty when not given
 * @param url empty when not given
 * @param program the installation program: what it is and where it is had; empty when not given
 * @param programNeeded whether the video needs a program at all; a browser may be enough
 */
public record Access(String login, String password, String url, String program, boolean programNeeded) {

    private static final Set<String> SCHEMES = Set.of("http", "https", "rtsp", "rtsps", "rtmp", "rtmps", "srt");
    private static final int LONGEST_NAME = 300;
    private static final int LONGEST_TEXT = 2_000;

    /** The parts that the order names. */
    public enum Part {
        LOGIN,
        PASSWORD,
        URL,
        PROGRAM
    }

    /** What is not there yet, in the order of the rule (R283-4a). */
    public Set<Part> missing() {
        Set<Part> missing = EnumSet.noneOf(Part.class);
        if (login.isEmpty()) {
            missing.add(Part.LOGIN);
        }
        if (password.isEmpty()) {
            missing.add(Part.PASSWORD);
        }
        if (url.isEmpty()) {
            missing.add(Part.URL);
        }
        if (program.isEmpty() && programNeeded) {
            missing.add(Part.PROGRAM);
        }
        return missing;
    }

    /** Refuses what cannot be an access, incomplete or not. */
    void require() {
        if (login.isEmpty() && password.isEmpty() && url.isEmpty() && program.isEmpty()) {
            throw new ProblemException(VideoProblem.ACCESS_EMPTY).rule("R283-4a");
        }
        requireText("login", login, LONGEST_NAME);
        requireText("password", password, LONGEST_NAME);
        requireText("url", url, LONGEST_TEXT);
        requireText("program", program, LONGEST_TEXT);
        if (!url.isEmpty() && !isAddress(url)) {
            throw malformed("url");
        }
    }

    private static void requireText(String part, String text, int longest) {
        if (text.length() > longest || !Texts.isPlain(text)) {
            throw malformed(part);
        }
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = new URI(text);
            return uri.getScheme() != null
                    && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static ProblemException malformed(String part) {
        return new ProblemException(VideoProblem.ACCESS_MALFORMED, part)
                .rule("R283-4a")
                .with("fields", part);
    }

    /** Nothing of it belongs into a log. */
    @Override
    public String toString() {
        return "Access[missing " + missing() + "]";
    }
}
