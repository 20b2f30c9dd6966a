package kz.negiz.broker.question;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question in a list: what it was, without whom it was about and what was answered.
 *
 * @param asker the signer's name, as the certificate gives it
 * @param basisNumber of the inspection, case or material; empty where none was named
 * @param awaited how many answers may still come late
 * @param fresh whether one has come late that the reader, who asked or for whom it was asked, has not looked at
 */
public record QuestionSummary(
        UUID id,
        Instant received,
        String asker,
        String outcome,
        String profile,
        String profileTitle,
        String basisKind,
        String basisNumber,
        List<ServiceSummary> services,
        long userNumber,
        int awaited,
        boolean fresh) {

    public QuestionSummary {
        services = List.copyOf(services);
    }

    /** What was decided on one service. */
    public record ServiceSummary(
            String service,
            String title,
            String decision,
            @Nullable String level,
            @Nullable String rule) {}
}
