package kz.negiz.demo.sources.shep;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The stand-in of the gateway.
 *
 * @param pki folder of the demo PKI, from which it takes its keys
 * @param keyPassword password of the key files
 * @param senderId login of the one caller
 * @param password the caller's password
 * @param late how late an owner is that is told to be late
 * @param signed services whose owners sign their answers themselves, with the key {@code source-owner}
 */
@ConfigurationProperties("demo.shep")
record ShepProperties(
        Path pki,
        String keyPassword,
        String senderId,
        String password,
        @DefaultValue("60s") Duration late,
        @DefaultValue Set<String> signed) {}
