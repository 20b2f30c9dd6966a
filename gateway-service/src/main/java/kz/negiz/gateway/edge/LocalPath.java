package kz.negiz.gateway.edge;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The one form in which a path is taken. Whatever two programs could read in two ways (dots, doubled or encoded slashes,
 * backslashes, path parameters, needless encodings) is refused rather than cleaned up, so that the path that was checked is
 * the path that is forwarded.
 */
public final class LocalPath {

    private static final int MAX_PATH = 1_024;
    private static final int MAX_QUERY = 4_096;
    private static final String IN_PATH = "/._~!$'()*,=:@&+-";
    private static final String IN_QUERY = "/._~!$'()*,=:@&+-;?";

    private LocalPath() {}

    /** Whether a raw path, as it stands in the request line, is in the one accepted form. */
    public static boolean isAccepted(String rawPath) {
        return rawPath.startsWith("/")
                && rawPath.length() <= MAX_PATH
                && !rawPath.contains("//")
                && Arrays.stream(rawPath.split("/", -1))
                        .noneMatch(segment -> segment.equals(".") || segment.equals(".."))
                && isEncodedWithNeed(rawPath);
    }

    /** Whether a text is a path of this site, with or without a query: safe to be sent to after a login. */
    public static boolean isLocal(String target) {
        int mark = target.indexOf('?');
        return mark < 0
                ? isAccepted(target)
                : isAccepted(target.substring(0, mark)) && isQuery(target.substring(mark + 1));
    }

    /** Whether a path is the prefix itself or lies below it. */
    public static boolean isUnder(String path, String prefix) {
        return path.equals(prefix) || path.startsWith(prefix + "/");
    }

    /** Only a blank and what lies beyond ASCII may be percent-encoded, and that must be UTF-8. */
    private static boolean isEncodedWithNeed(String rawPath) {
        ByteBuffer decoded = ByteBuffer.allocate(rawPath.length());
        for (int i = 0; i < rawPath.length(); i++) {
            char c = rawPath.charAt(i);
            if (c == '%') {
                int octet = octet(rawPath, i);
                if (octet != ' ' && octet < 0x80) {
                    return false;
                }
                decoded.put((byte) octet);
                i += 2;
            } else if (isLetterOrDigit(c) || IN_PATH.indexOf(c) >= 0) {
                decoded.put((byte) c);
            } else {
                return false;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(decoded.flip());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean isQuery(String query) {
        if (query.length() > MAX_QUERY) {
            return false;
        }
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            if (c == '%') {
                if (octet(query, i) < 0) {
                    return false;
                }
                i += 2;
            } else if (!isLetterOrDigit(c) && IN_QUERY.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The octet of the percent-encoding that begins here, or -1 if it is none. */
    private static int octet(String text, int percent) {
        if (percent + 2 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(percent + 1), 16);
        int low = Character.digit(text.charAt(percent + 2), 16);
        return high < 0 || low < 0 || text.charAt(percent + 1) > 'f' || text.charAt(percent + 2) > 'f'
                ? -1
                : high * 16 + low;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
