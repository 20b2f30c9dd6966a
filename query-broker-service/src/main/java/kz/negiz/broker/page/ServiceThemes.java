package kz.negiz.broker.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kz.negiz.broker.question.OpenServices.OpenService;

/** Groups services by what they are about, so that people find them; it decides nothing. */
final class ServiceThemes {

    enum Theme {
        PERSON,
        ORGANISATION,
        PROPERTY,
        TRANSPORT,
        SOCIAL,
        LAW,
        TAX,
        BORDER,
        RELATIONS
    }

    private final Properties themes = new Properties();

    ServiceThemes() {
        try (InputStream in = ServiceThemes.class.getResourceAsStream("/service-themes.properties")) {
            if (in == null) {
                throw new IllegalStateException("no service-themes.properties");
            }
            themes.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The services by theme; one that a later edition adds stands with the organisations until it is placed. */
    Map<Theme, List<OpenService>> group(List<OpenService> services) {
        Map<Theme, List<OpenService>> grouped = new EnumMap<>(Theme.class);
        for (OpenService service : services) {
            Theme theme = Theme.valueOf(themes.getProperty(service.code(), Theme.ORGANISATION.name()));
            grouped.computeIfAbsent(theme, none -> new ArrayList<>()).add(service);
        }
        return grouped;
    }

    boolean knows(String code) {
        return themes.containsKey(code);
    }
}
