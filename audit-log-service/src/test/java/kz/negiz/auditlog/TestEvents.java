package kz.negiz.auditlog;

import com.fasterxml.uuid.Generators;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import kz.negiz.log.event.AuditEvent;

/** Events as producers make them, with the right numbers; one instance plays all producers of a test. */
public final class TestEvents {

    public static final String BROKER = "query-broker-service";
    public static final String GATEWAY = "gateway-service";

    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, Long> userNumbers = new HashMap<>();

    /** The producer's next event without an account. */
    public AuditEvent next(String producer) {
        return event(producer, numbers.merge(producer, 1L, Long::sum), Optional.empty(), OptionalLong.empty());
    }

    /** The producer's next event of an account. */
    public AuditEvent next(String producer, UUID account) {
        return event(
                producer,
                numbers.merge(producer, 1L, Long::sum),
                Optional.of(account),
                OptionalLong.of(userNumbers.merge(producer + account, 1L, Long::sum)));
    }

    /** The producer's next event of an account, with details sealed for the log under test. */
    public AuditEvent next(
            String producer,
            UUID account,
            Instant time,
            String action,
            String outcome,
            UUID reference,
            Map<String, String> details) {
        long number = numbers.merge(producer, 1L, Long::sum);
        long userNumber = userNumbers.merge(producer + account, 1L, Long::sum);
        UUID id = Generators.timeBasedEpochGenerator().generate();
        SealedForTest sealed = SealedForTest.of(id, details);
        return new AuditEvent(
                id,
                producer,
                number,
                time,
                action,
                Optional.of(account),
                OptionalLong.of(userNumber),
                Optional.of("kgd-almaty"),
                Optional.of("/almaty/inspections"),
                OptionalLong.of(1),
                List.of("R41-22"),
                outcome,
                Optional.of(reference),
                Optional.empty(),
                sealed.commitments(),
                sealed.payload());
    }

    /** An event with numbers of one's own choice. */
    public static AuditEvent event(String producer, long number, Optional<UUID> account, OptionalLong userNumber) {
        return new AuditEvent(
                Generators.timeBasedEpochGenerator().generate(),
                producer,
                number,
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                "QUESTION_DECIDED",
                account,
                userNumber,
                account.map(ignored -> "kgd-almaty"),
                account.map(ignored -> "/almaty/inspections"),
                OptionalLong.of(1),
                List.of("R41-22"),
                "PERMITTED",
                Optional.of(UUID.randomUUID()),
                Optional.empty(),
                new TreeMap<>(),
                Optional.empty());
    }
}
