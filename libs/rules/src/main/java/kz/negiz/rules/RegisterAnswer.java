package kz.negiz.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What a register says of a basis. */
public sealed interface RegisterAnswer {

    /** It was not asked. */
    record NotAsked() implements RegisterAnswer {}

    /** It has no such entry. */
    record Unknown() implements RegisterAnswer {}

    /** It gave no answer, or none that can be relied on. */
    record Silent() implements RegisterAnswer {}

    /**
     * An inspection.
     *
     * @param field whether it is a field inspection
     */
    record Inspection(
            String number,
            boolean field,
            String bodyId,
            Subject subject,
            LocalDate openedOn,
            Optional<LocalDate> closedOn)
            implements RegisterAnswer {}

    /**
     * A criminal case.
     *
     * @param inCharge IINs of those who conduct it
     */
    record CriminalCase(String number, boolean closed, String bodyId, List<String> inCharge, List<Article> articles)
            implements RegisterAnswer {

        public CriminalCase {
            inCharge = List.copyOf(inCharge);
            articles = List.copyOf(articles);
        }

        @Override
        public String toString() {
            return "CriminalCase[closed=" + closed + "]";
        }
    }
}
