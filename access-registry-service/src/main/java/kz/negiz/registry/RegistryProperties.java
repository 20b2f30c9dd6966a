package kz.negiz.registry;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the registry.
 *
 * @param searchKeyFile file with 64 hexadecimal digits: the key of the hashes by which accounts are found. It belongs to the
 *     database like the vault's master keyset: with another one the service does not start
 * @param firstAdministratorIin IIN of the first administrator; used once, while no operator is registered, and void
 *     afterwards
 * @param firstAdministratorName name under which the first administrator is registered
 * @param agreement texts of the user agreement
 */
@Validated
@ConfigurationProperties("negiz.registry")
public record RegistryProperties(
        @NotNull Path searchKeyFile,
        @Nullable String firstAdministratorIin,
        @NotBlank @DefaultValue("Бірінші әкімші") String firstAdministratorName,
        @DefaultValue Agreement agreement) {

    /** The IIN stays out of log lines. */
    @Override
    public String toString() {
        return "RegistryProperties[…]";
    }

    /**
     * Texts of the user agreement. Each folder (a Spring resource location, such as {@code file:/etc/negiz/agreement/}) holds
     * {@code kk.txt}, {@code ru.txt} and {@code en.txt}: the title in the first line, clauses below, one a line. A changed text
     * is a new version, which users sign at their next entry.
     *
     * @param order41 folder with the form of annex 6 of Rules № 21, for users under Order 41
     * @param order150 folder with the form of annex 11 of Order 150
     * @param others folder with the form for all other users
     * @param documentLifetime how long a document that was issued for signing may be signed and sent in
     */
    public record Agreement(
            @NotBlank @DefaultValue("classpath:agreement/order-41/")
            String order41,

            @NotBlank @DefaultValue("classpath:agreement/order-150/")
            String order150,

            @NotBlank @DefaultValue("classpath:agreement/others/")
            String others,

            @NotNull @DefaultValue("15m") Duration documentLifetime) {}
}
