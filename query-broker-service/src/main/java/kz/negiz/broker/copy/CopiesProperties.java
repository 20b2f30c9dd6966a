package kz.negiz.broker.copy;

import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Copies of records that leave the system.
 *
 * @param sealKeyStoreFile PKCS#12 store with the platform's key and certificate of the national authority; without one no copy
 *     leaves
 * @param sealKeyStorePasswordFile its password
 * @param remindAfter how long after it was taken a copy without an act of destruction is called overdue
 */
@Validated
@ConfigurationProperties("negiz.copies")
public record CopiesProperties(
        @Nullable Path sealKeyStoreFile,
        @Nullable Path sealKeyStorePasswordFile,
        @DurationMin(minutes = 1) @DefaultValue("30d") Duration remindAfter) {}
