package kz.negiz.registry.agreement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.registry.RegistryProperties;
import kz.negiz.registry.decision.DecisionDesk;
import kz.negiz.registry.decision.Ruling;
import kz.negiz.registry.standing.AgreementForm;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.ResourceLoader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The texts in force. The files of the configuration are read at the start; a text that differs from the one in force becomes
 * the next edition, on record, before the service answers anybody.
 */
@Component
class AgreementTexts implements SmartInitializingSingleton {

    private final JdbcClient jdbc;
    private final DecisionDesk desk;
    private final Map<AgreementForm, AgreementText> configured;

    AgreementTexts(JdbcClient jdbc, DecisionDesk desk, ResourceLoader resources, RegistryProperties properties) {
        this.jdbc = jdbc;
        this.desk = desk;
        this.configured = new EnumMap<>(Map.of(
                AgreementForm.ORDER_41, read(resources, properties.agreement().order41()),
                AgreementForm.ORDER_150, read(resources, properties.agreement().order150()),
                AgreementForm.OTHERS, read(resources, properties.agreement().others())));
    }

    @Override
    public void afterSingletonsInstantiated() {
        configured.forEach((form, text) -> {
            if (!isInForce(form, text)) {
                desk.decideByConfiguration(() -> bringIntoForce(form, text));
            }
        });
    }

    /** The text in force of a form. */
    AgreementText inForce(AgreementForm form) {
        return newest(form).orElseThrow();
    }

    /** The text that a version names, in force or not. */
    AgreementText ofVersion(AgreementForm form, String version) {
        return jdbc.sql("""
                        select text_kk, text_ru, text_en from agreement_edition
                         where form = :form and version = :version order by edition limit 1
                        """)
                .param("form", form.name())
                .param("version", version)
                .query((row, index) -> text(row.getString(1), row.getString(2), row.getString(3)))
                .single();
    }

    private boolean isInForce(AgreementForm form, AgreementText text) {
        return newest(form).map(AgreementText::version).equals(Optional.of(text.version()));
    }

    private Ruling<Boolean> bringIntoForce(AgreementForm form, AgreementText text) {
        // Another instance may have done it while this one waited for its turn; the event then says that nothing
        // changed.
        boolean changed = !isInForce(form, text);
        if (changed) {
            jdbc.sql("""
                            insert into agreement_edition (form, edition, version, text_kk, text_ru, text_en)
                            select :form, coalesce(max(edition), 0) + 1, :version, :kk, :ru, :en
                              from agreement_edition where form = :form
                            """)
                    .param("form", form.name())
                    .param("version", text.version())
                    .param("kk", text.in("kk"))
                    .param("ru", text.in("ru"))
                    .param("en", text.in("en"))
                    .update();
        }
        return Ruling.made(
                changed,
                AuditEventDraft.of("AGREEMENT_TEXT", changed ? "IN_FORCE" : "UNCHANGED")
                        .detail("form", form.name())
                        .detail("version", text.version()));
    }

    private Optional<AgreementText> newest(AgreementForm form) {
        return jdbc.sql("""
                        select text_kk, text_ru, text_en from agreement_edition
                         where form = :form order by edition desc limit 1
                        """)
                .param("form", form.name())
                .query((row, index) -> text(row.getString(1), row.getString(2), row.getString(3)))
                .optional();
    }

    private static AgreementText text(String kk, String ru, String en) {
        return new AgreementText(Map.of("kk", kk, "ru", ru, "en", en));
    }

    private static AgreementText read(ResourceLoader resources, String folder) {
        String base = folder.endsWith("/") ? folder : folder + "/";
        Map<String, String> texts = new HashMap<>();
        for (String language : AgreementText.LANGUAGES) {
            try {
                texts.put(
                        language,
                        resources.getResource(base + language + ".txt").getContentAsString(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException("The agreement " + base + language + ".txt can't be read", e);
            }
        }
        try {
            return new AgreementText(texts);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The agreement in " + base + ": " + e.getMessage(), e);
        }
    }
}
