package kz.negiz.broker.encumbrance;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.audit.AuditOutbox;
import kz.negiz.broker.encumbrance.EncumbranceRecords.Opened;
import kz.negiz.broker.encumbrance.EncumbranceRecords.Row;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opens encumbrances whole: the exact bytes of what the system and its officer signed. What became of them is in the log. */
@Component
class EncumbranceDisclosures {

    private final EncumbranceRecords records;
    private final AuditOutbox audit;

    EncumbranceDisclosures(EncumbranceRecords records, AuditOutbox audit) {
        this.records = records;
        this.audit = audit;
    }

    /** Hands the records over and puts that on record first. */
    @Transactional
    public Disclosure disclose(UUID order, List<UUID> ids) {
        List<EncumbranceRecord> found = new ArrayList<>();
        List<UUID> missing = new ArrayList<>();
        for (UUID id : new LinkedHashSet<>(ids)) {
            records.find(id).ifPresentOrElse(row -> found.add(record(row)), () -> missing.add(id));
        }
        audit.append(AuditEventDraft.of("RECORDS_DISCLOSED", "DISCLOSED")
                .rules("R41-34b", "R150-52")
                .reference(order)
                .detail("encumbrances", String.valueOf(found.size()))
                .detail("missing", String.valueOf(missing.size())));
        return new Disclosure(order, found, missing);
    }

    private EncumbranceRecord record(Row row) {
        Opened opened = records.opened(row);
        Optional<EncumbranceInFull.Confirmation> confirmation = opened.confirmation();
        return new EncumbranceRecord(
                row.id(),
                base64(opened.bytes()),
                base64(opened.signature()),
                base64(opened.evidence().toBytes()),
                confirmation.map(signed -> base64(signed.signature())).orElse(""),
                confirmation.map(signed -> base64(signed.evidence().toBytes())).orElse(""));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** What is handed over; {@code missing} are ids that this service has no encumbrance of. */
    record Disclosure(UUID disclosureOrderId, List<EncumbranceRecord> encumbrances, List<UUID> missing) {}

    /**
     * An encumbrance, in base64 of the exact bytes.
     *
     * @param confirmation the officer's signature; empty where there is none
     */
    record EncumbranceRecord(
            UUID id,
            String document,
            String signature,
            String evidence,
            String confirmation,
            String confirmationEvidence) {

        @Override
        public String toString() {
            return "EncumbranceRecord[" + id + "]";
        }
    }
}
