package kz.negiz.kit.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.UUID;

/**
 * Encrypts records with a data key each; the data key is wrapped by the master key and stored in a table of its own. The
 * record's id is authenticated with everything, so that no ciphertext can be moved to another record.
 */
public final class RecordVault {

    static {
        try {
            AeadConfig.register();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Aead master;

    private RecordVault(Aead master) {
        this.master = master;
    }

    /** Opens the vault with a master keyset; the file's content never leaves this method. */
    public static RecordVault open(Path masterKeysetFile) {
        try {
            KeysetHandle keyset = TinkJsonProtoKeysetFormat.parseKeyset(
                    Files.readString(masterKeysetFile), InsecureSecretKeyAccess.get());
            return new RecordVault(keyset.getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (IOException e) {
            throw new UncheckedIOException("The master keyset " + masterKeysetFile + " can't be read", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(masterKeysetFile + " is not a Tink keyset of an AEAD key", e);
        }
    }

    /** A fresh data key for a record. */
    public DataKey newDataKey(UUID recordId) {
        try {
            KeysetHandle key = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
            byte[] wrapped = master.encrypt(
                    TinkProtoKeysetFormat.serializeKeyset(key, InsecureSecretKeyAccess.get()), bytes(recordId));
            return new DataKey(recordId, key.getPrimitive(RegistryConfiguration.get(), Aead.class), wrapped);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A data key can't be made", e);
        }
    }

    /**
     * The data key of a stored record.
     *
     * @throws IllegalStateException if the wrapped key is not this record's or was not wrapped by this master key
     */
    public DataKey dataKey(UUID recordId, byte[] wrapped) {
        try {
            KeysetHandle key = TinkProtoKeysetFormat.parseKeyset(
                    master.decrypt(wrapped, bytes(recordId)), InsecureSecretKeyAccess.get());
            return new DataKey(recordId, key.getPrimitive(RegistryConfiguration.get(), Aead.class), wrapped);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The data key of a record does not open with this master key", e);
        }
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    /** The key of one record. */
    public static final class DataKey {

        private final UUID recordId;
        private final Aead aead;
        private final byte[] wrapped;

        private DataKey(UUID recordId, Aead aead, byte[] wrapped) {
            this.recordId = recordId;
            this.aead = aead;
            this.wrapped = wrapped.clone();
        }

        /** The wrapped key, to be stored beside the record. */
        public byte[] wrapped() {
            return wrapped.clone();
        }

        /**
         * Encrypts one part of the record.
         *
         * @param part the part's name, authenticated too: two parts of a record can't change places
         */
        public byte[] seal(String part, byte[] plain) {
            try {
                return aead.encrypt(plain, context(part));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("A part of a record can't be sealed", e);
            }
        }

        /**
         * Decrypts one part of the record.
         *
         * @throws IllegalStateException if it is not this record's part or was changed
         */
        public byte[] open(String part, byte[] sealed) {
            try {
                return aead.decrypt(sealed, context(part));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("A part of a record does not open", e);
            }
        }

        private byte[] context(String part) {
            byte[] name = part.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(16 + name.length)
                    .put(bytes(recordId))
                    .put(name)
                    .array();
        }
    }
}
