package kz.negiz.kit.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordVaultTest {

    private static final byte[] PLAIN = "the answer".getBytes(StandardCharsets.UTF_8);
    private static final UUID RECORD = UUID.fromString("018f0000-0000-7000-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("018f0000-0000-7000-8000-000000000002");

    @TempDir
    Path folder;

    private RecordVault vault;

    @BeforeEach
    void open() throws Exception {
        vault = RecordVault.open(newMasterKeyset("master.json"));
    }

    @Test
    void sealedPartOpensWithTheWrappedKey() {
        RecordVault.DataKey key = vault.newDataKey(RECORD);
        byte[] sealed = key.seal("answer", PLAIN);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("answer");
        assertThat(vault.dataKey(RECORD, key.wrapped()).open("answer", sealed)).isEqualTo(PLAIN);
    }

    @Test
    void sealedPartCannotChangePlaces() {
        RecordVault.DataKey key = vault.newDataKey(RECORD);
        byte[] sealed = key.seal("answer", PLAIN);
        assertThatThrownBy(() -> key.open("question", sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vault.dataKey(OTHER, key.wrapped())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anotherMasterKeyOpensNothing() throws Exception {
        RecordVault.DataKey key = vault.newDataKey(RECORD);
        RecordVault other = RecordVault.open(newMasterKeyset("other.json"));
        assertThatThrownBy(() -> other.dataKey(RECORD, key.wrapped())).isInstanceOf(IllegalStateException.class);
    }

    private Path newMasterKeyset(String name) throws GeneralSecurityException, IOException {
        AeadConfig.register();
        KeysetHandle keyset = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
        return Files.writeString(
                folder.resolve(name), TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get()));
    }
}
