package kz.negiz.log.export;

import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.UUID;
import kz.negiz.log.event.AuditEvent;

/** Whose events are asked for. */
public sealed interface ExportScope {

    /** Says whether an event is one of those asked for, apart from its time. */
    boolean covers(AuditEvent event);

    /** All that certain accounts did. */
    record Accounts(NavigableSet<UUID> accounts) implements ExportScope {

        public Accounts {
            accounts = Collections.unmodifiableNavigableSet(new TreeSet<>(accounts));
        }

        @Override
        public boolean covers(AuditEvent event) {
            return event.account().filter(accounts::contains).isPresent();
        }
    }

    /** All that accounts did while they belonged to a body. */
    record Body(String body) implements ExportScope {

        @Override
        public boolean covers(AuditEvent event) {
            return event.account().isPresent()
                    && event.body().filter(body::equals).isPresent();
        }
    }
}
