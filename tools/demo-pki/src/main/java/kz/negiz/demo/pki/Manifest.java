package kz.negiz.demo.pki;

import java.nio.file.Path;
import java.util.List;

/** The list of keys as JSON, for guides, pages and scripts. */
final class Manifest {

    private Manifest() {}

    static String json(List<DemoKey> keys, Path directory) {
        StringBuilder out = new StringBuilder();
        out.append("{\n  \"format\": \"negiz-demo-pki/1\",\n  \"password\": ");
        quote(out, DemoPki.PASSWORD);
        out.append(",\n  \"keys\": [");
        String separator = "\n";
        for (DemoKey key : keys) {
            out.append(separator).append("    {");
            member(out, "name", key.name()).append(", ");
            member(out, "file", directory.relativize(key.file()).toString().replace('\\', '/'))
                    .append(", ");
            member(out, "iin", key.iin()).append(", ");
            member(out, "bin", key.bin()).append(", ");
            member(out, "holder", key.holder().name()).append(", ");
            member(out, "template", key.template().name()).append(", ");
            member(out, "storage", key.storage().name()).append(",\n     ");
            texts(out, "title", key.title()).append(",\n     ");
            texts(out, "use", key.use()).append('}');
            separator = ",\n";
        }
        return out.append("\n  ]\n}\n").toString();
    }

    private static StringBuilder texts(StringBuilder out, String name, Texts texts) {
        quote(out, name).append(": {");
        member(out, "kk", texts.kk()).append(", ");
        member(out, "ru", texts.ru()).append(", ");
        return member(out, "en", texts.en()).append('}');
    }

    private static StringBuilder member(StringBuilder out, String name, String value) {
        quote(out, name).append(": ");
        return quote(out, value);
    }

    private static StringBuilder quote(StringBuilder out, String text) {
        out.append('"');
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append((char) c);
        });
        return out.append('"');
    }
}
