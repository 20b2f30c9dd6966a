package kz.negiz.registry.holder;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;
import kz.negiz.kit.vault.RecordVault;
import kz.negiz.registry.fact.FactIds;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Refuses to start with keys that are not this database's: with another search key nobody would be found and everybody could
 * be registered twice, with another master keyset nothing would open.
 */
final class KeyCheck {

    private static final byte[] KNOWN = "negiz.registry.key-check".getBytes(StandardCharsets.US_ASCII);

    private final JdbcClient jdbc;
    private final RecordVault vault;
    private final SearchKey searchKey;

    KeyCheck(JdbcClient jdbc, RecordVault vault, SearchKey searchKey) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.searchKey = searchKey;
    }

    void run() {
        UUID id = FactIds.next();
        RecordVault.DataKey key = vault.newDataKey(id);
        store("vault", id, key.wrapped(), key.seal("check", KNOWN));
        store("search", id, new byte[0], searchKey.checkValue());
        Stored vaultCheck = stored("vault");
        try {
            vault.dataKey(vaultCheck.record(), vaultCheck.wrapped()).open("check", vaultCheck.value());
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    "negiz.vault.master-keyset-file is not the keyset that this database was filled with", e);
        }
        if (!MessageDigest.isEqual(stored("search").value(), searchKey.checkValue())) {
            throw new IllegalStateException(
                    "negiz.registry.search-key-file is not the key that this database was filled with");
        }
    }

    /** The first start leaves the check; later ones find it. */
    private void store(String name, UUID record, byte[] wrapped, byte[] value) {
        jdbc.sql("""
                        insert into key_check (name, record, wrapped, value) values (:name, :record, :wrapped, :value)
                        on conflict (name) do nothing
                        """)
                .param("name", name)
                .param("record", record)
                .param("wrapped", wrapped)
                .param("value", value)
                .update();
    }

    private Stored stored(String name) {
        return jdbc.sql("select record, wrapped, value from key_check where name = :name")
                .param("name", name)
                .query((row, index) ->
                        new Stored(row.getObject("record", UUID.class), row.getBytes("wrapped"), row.getBytes("value")))
                .single();
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Stored(UUID record, byte[] wrapped, byte[] value) {}
}
