package kz.negiz.video.record;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import kz.negiz.kit.vault.RecordVault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The data keys of sealed records, each wrapped by the vault's master key. A service with another master key than the
 * database was filled with does not start.
 */
@Component
public final class RecordKeys {

    private static final byte[] KNOWN = "negiz.video.key-check".getBytes(StandardCharsets.US_ASCII);
    private static final UUID CHECK = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final RecordVault vault;

    RecordKeys(JdbcClient jdbc, RecordVault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
        check();
    }

    /** A new data key for a record, stored wrapped in the transaction at hand. */
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
        return vault.dataKey(
                record,
                jdbc.sql("select wrapped from record_key where record = :record")
                        .param("record", record)
                        .query(byte[].class)
                        .single());
    }

    private void check() {
        RecordVault.DataKey fresh = vault.newDataKey(CHECK);
        jdbc.sql("insert into key_check (wrapped, value) values (:wrapped, :value) on conflict do nothing")
                .param("wrapped", fresh.wrapped())
                .param("value", fresh.seal("check", KNOWN))
                .update();
        Check stored = jdbc.sql("select wrapped, value from key_check")
                .query((row, index) -> new Check(row.getBytes("wrapped"), row.getBytes("value")))
                .single();
        try {
            vault.dataKey(CHECK, stored.wrapped()).open("check", stored.value());
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    "negiz.vault.master-keyset-file is not the keyset that this database was filled with", e);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared, never leaves this class
    private record Check(byte[] wrapped, byte[] value) {}
}
