package kz.negiz.broker.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import kz.negiz.kit.vault.RecordVault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * What accounts keep, sealed. Every way in names the account, and nothing of another account is ever found, changed or removed.
 * Times are the database's.
 */
@Repository
class DeskItems {

    private final JdbcClient jdbc;
    private final RecordVault vault;
    private final DeskProperties times;

    DeskItems(JdbcClient jdbc, RecordVault vault, DeskProperties times) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.times = times;
    }

    /** What is kept, how many of it an account may have. */
    enum Kind {
        UNFINISHED(20),
        TEMPLATE(50),
        BASIS(50);

        private final int most;

        Kind(int most) {
            this.most = most;
        }

        int most() {
            return most;
        }
    }

    /**
     * A kept thing, open.
     *
     * @param touched when it was kept last
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Item(UUID id, Instant touched, byte[] content) {

        /** A thing that is yet to be kept. */
        static Item toKeep(UUID id, byte[] content) {
            return new Item(id, Instant.EPOCH, content);
        }

        @Override
        public String toString() {
            return "Item[" + id + "]";
        }
    }

    /** What an account keeps of a kind and has not ended, the latest first. */
    List<Item> of(UUID account, Kind kind) {
        return found(account, kind, Optional.empty());
    }

    Optional<Item> find(UUID id, UUID account, Kind kind) {
        return found(account, kind, Optional.of(id)).stream().findFirst();
    }

    private List<Item> found(UUID account, Kind kind, Optional<UUID> id) {
        return jdbc.sql("""
                        select id, touched_at, data_key, content from desk_item
                        where account = :account and kind = :kind and (cast(:id as uuid) is null or id = cast(:id as uuid))
                            and (cast(:seconds as bigint) is null
                                or touched_at > clock_timestamp() - make_interval(secs => cast(:seconds as bigint)))
                        order by touched_at desc, id desc
                        """)
                .param("account", account)
                .param("kind", kind.name())
                .param("id", id.map(UUID::toString).orElse(null))
                .param("seconds", times.keeps(kind).map(Duration::toSeconds).orElse(null))
                .query((row, index) -> {
                    UUID found = row.getObject("id", UUID.class);
                    return new Item(
                            found,
                            row.getObject("touched_at", OffsetDateTime.class).toInstant(),
                            vault.dataKey(found, row.getBytes("data_key"))
                                    .open(part(account, kind), row.getBytes("content")));
                })
                .list();
    }

    /**
     * Keeps something, or keeps it anew. Where an account has as many as it may, the one that was not touched for longest gives
     * way.
     *
     * @return false if the id is somebody else's, or of another kind: nothing is kept then
     */
    @Transactional
    public boolean keep(UUID id, UUID account, Kind kind, byte[] content) {
        lock(account);
        boolean kept = put(id, account, kind, content);
        if (kept) {
            makeRoom(account, kind);
        }
        return kept;
    }

    private void makeRoom(UUID account, Kind kind) {
        jdbc.sql("""
                        delete from desk_item where account = :account and kind = :kind and id not in
                            (select id from desk_item where account = :account and kind = :kind
                             order by touched_at desc, id desc limit :most)
                        """)
                .param("account", account)
                .param("kind", kind.name())
                .param("most", kind.most())
                .update();
    }

    /**
     * Keeps something in view of what is kept already, while nobody else keeps anything for the account.
     *
     * @param act gets all there is of the kind and says what to keep
     */
    @Transactional
    public void keepInView(UUID account, Kind kind, Function<List<Item>, Item> act) {
        lock(account);
        List<Item> kept = of(account, kind);
        Item item = act.apply(kept);
        if (put(item.id(), account, kind, item.content()) && kept.size() >= kind.most()) {
            makeRoom(account, kind);
        }
    }

    /** Whether there was such a thing. */
    boolean remove(UUID id, UUID account, Kind kind) {
        return jdbc.sql("delete from desk_item where id = :id and account = :account and kind = :kind")
                        .param("id", id)
                        .param("account", account)
                        .param("kind", kind.name())
                        .update()
                == 1;
    }

    /** Removes what has ended, of all accounts. */
    void removeEnded() {
        for (Kind kind : Kind.values()) {
            times.keeps(kind)
                    .ifPresent(keeps -> jdbc.sql(
                                    "delete from desk_item where kind = :kind and touched_at <= clock_timestamp()"
                                            + " - make_interval(secs => cast(:seconds as bigint))")
                            .param("kind", kind.name())
                            .param("seconds", keeps.toSeconds())
                            .update());
        }
    }

    private boolean put(UUID id, UUID account, Kind kind, byte[] content) {
        RecordVault.DataKey key = vault.newDataKey(id);
        return jdbc.sql("""
                        insert into desk_item (id, account, kind, data_key, content)
                        values (:id, :account, :kind, :dataKey, :content)
                        on conflict (id) do update
                            set touched_at = clock_timestamp(), data_key = excluded.data_key, content = excluded.content
                            where desk_item.account = excluded.account and desk_item.kind = excluded.kind
                        """)
                        .param("id", id)
                        .param("account", account)
                        .param("kind", kind.name())
                        .param("dataKey", key.wrapped())
                        .param("content", key.seal(part(account, kind), content))
                        .update()
                == 1;
    }

    /** Two machines of one officer keep one after the other, so that bounds and names hold. */
    private void lock(UUID account) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('desk/' || :account, 0))")
                .param("account", account.toString())
                .query((row, index) -> 0)
                .list();
    }

    /** A row that is given to another account opens for nobody. */
    private static String part(UUID account, Kind kind) {
        return "desk/" + kind + "/" + account;
    }
}
