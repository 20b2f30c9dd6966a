package kz.negiz.broker.notice;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.audit.AuditOutbox;
import kz.negiz.broker.edition.Editions;
import kz.negiz.broker.intake.RequestEvents;
import kz.negiz.kit.identity.Caller;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who read the notice in which session. Once a session is enough: nobody else sits in it, and it ends within the working day.
 */
@Repository
public class Notices {

    private final JdbcClient jdbc;
    private final AuditOutbox audit;
    private final Editions editions;

    Notices(JdbcClient jdbc, AuditOutbox audit, Editions editions) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.editions = editions;
    }

    /** How somebody said to have read it. */
    public enum Way {
        /** It stood above the question that was signed. */
        SIGNED,
        /** By a button of its own, before an answer opened. */
        CONFIRMED
    }

    /** Whether this reader has read the words of today in this session. */
    public boolean wasRead(Caller.User reader) {
        return jdbc.sql("""
                        select exists (select from notice_read
                                       where account = :account and session = :session and edition = :edition)
                        """)
                .param("account", reader.account())
                .param("session", reader.session())
                .param("edition", Notice.EDITION)
                .query(Boolean.class)
                .single();
    }

    /**
     * Puts on record that the notice was read, with its time and words; once a session.
     *
     * @param edition that the reader had before the eyes; of another one than today's nothing is kept, and it will be shown
     * @param language of the words
     * @param question that was asked, or whose answer is to open
     */
    @Transactional
    public void read(int edition, String language, Way way, UUID question, Caller.User reader) {
        if (edition != Notice.EDITION) {
            return;
        }
        boolean first = jdbc.sql("""
                        insert into notice_read (account, session, edition, language, question)
                        values (:account, :session, :edition, :language, :question) on conflict do nothing
                        """)
                        .param("account", reader.account())
                        .param("session", reader.session())
                        .param("edition", edition)
                        .param("language", language)
                        .param("question", question)
                        .update()
                == 1;
        if (first) {
            String words = String.join("\n", Notice.in(language).words());
            audit.append(RequestEvents.about(AuditEventDraft.of("NOTICE_READ", way.name()), reader)
                    .rules(Notice.rules(editions.current().edition().orderOf(reader.bodyKind())))
                    .reference(question)
                    .detail("notice", String.valueOf(edition))
                    .detail("language", language)
                    .detail("wordsSha256", RequestEvents.sha256(words.getBytes(StandardCharsets.UTF_8))));
        }
    }
}
