package kz.negiz.registry.holder;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.kit.vault.RecordVault;
import kz.negiz.registry.RegistryProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds accounts by their holders without keeping an IIN or BIN in clear, and opens what is sealed. */
@Component
public final class Holders {

    private static final String HOLDER_PART = "holder";

    private final JdbcClient jdbc;
    private final RecordVault vault;
    private final SearchKey searchKey;

    Holders(JdbcClient jdbc, RecordVault vault, RegistryProperties properties) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.searchKey = SearchKey.read(properties.searchKeyFile());
        new KeyCheck(jdbc, vault, searchKey).run();
    }

    /** The hash that the account of this very holder is found by. */
    public byte[] searchHash(Holder holder) {
        return searchKey.holder(holder);
    }

    /** The account of a holder, if there is one. */
    public Optional<UUID> accountOf(Holder holder) {
        return jdbc.sql("select account from account_search where purpose = 'HOLDER' and hash = :hash")
                .param("hash", searchKey.holder(holder))
                .query(UUID.class)
                .optional();
    }

    /** Whether two accounts are of the same natural person, for an organisation or not. */
    public boolean samePerson(UUID one, UUID other) {
        return one.equals(other)
                || jdbc.sql("""
                                select exists (
                                    select from account_search a join account_search b using (purpose, hash)
                                     where purpose = 'PERSON' and a.account = :one and b.account = :other)
                                """)
                        .param("one", one)
                        .param("other", other)
                        .query(Boolean.class)
                        .single();
    }

    /** Whether an account is one of the natural person with this IIN. */
    public boolean isPerson(UUID account, String iin) {
        return !iin.isEmpty()
                && jdbc.sql("""
                                select exists (select from account_search
                                 where purpose = 'PERSON' and account = :account and hash = :hash)
                                """)
                        .param("account", account)
                        .param("hash", searchKey.person(iin))
                        .query(Boolean.class)
                        .single();
    }

    /** Makes the account findable; to be called after the account is stored, in the same transaction. */
    public void index(UUID account, Holder holder) {
        insertHash(account, "HOLDER", searchKey.holder(holder));
        if (!holder.iin().isEmpty()) {
            insertHash(account, "PERSON", searchKey.person(holder.iin()));
        }
    }

    private void insertHash(UUID account, String purpose, byte[] hash) {
        jdbc.sql("insert into account_search (purpose, hash, account) values (:purpose, :hash, :account)")
                .param("purpose", purpose)
                .param("hash", hash)
                .param("account", account)
                .update();
    }

    /** Seals a holder as a part of the account's record. */
    public byte[] seal(UUID account, Holder holder) {
        String numbers = holder.iin() + '/' + holder.bin() + (holder.system().isEmpty() ? "" : '/' + holder.system());
        return sealing(account).seal(HOLDER_PART, numbers.getBytes(StandardCharsets.UTF_8));
    }

    /** Opens the sealed holder of an account. */
    public Holder open(UUID account, byte[] sealed) {
        String[] numbers =
                new String(opening(account).open(HOLDER_PART, sealed), StandardCharsets.UTF_8).split("/", -1);
        return new Holder(numbers[0], numbers[1], numbers.length > 2 ? numbers[2] : "");
    }

    /** A new data key for a record, stored wrapped in this transaction. */
    public RecordVault.DataKey sealing(UUID record) {
        RecordVault.DataKey key = vault.newDataKey(record);
        jdbc.sql("insert into record_key (record, wrapped) values (:record, :wrapped)")
                .param("record", record)
                .param("wrapped", key.wrapped())
                .update();
        return key;
    }

    /** The data key of a stored record. */
    public RecordVault.DataKey opening(UUID record) {
        byte[] wrapped = jdbc.sql("select wrapped from record_key where record = :record")
                .param("record", record)
                .query(byte[].class)
                .single();
        return vault.dataKey(record, wrapped);
    }
}
