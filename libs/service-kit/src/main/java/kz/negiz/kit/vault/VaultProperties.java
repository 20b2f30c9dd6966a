package kz.negiz.kit.vault;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Encryption of what is stored for good.
 *
 * @param masterKeysetFile Tink keyset (JSON) of the AEAD key that wraps the data keys; only services that keep such records have one
 */
@ConfigurationProperties("negiz.vault")
public record VaultProperties(@Nullable Path masterKeysetFile) {}
