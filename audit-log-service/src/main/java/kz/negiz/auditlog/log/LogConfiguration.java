package kz.negiz.auditlog.log;

import java.io.IOException;
import java.nio.file.Files;
import kz.negiz.audit.PayloadOpener;
import kz.negiz.log.checkpoint.SignerKey;
import kz.negiz.log.checkpoint.VerifierKey.Purpose;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the log's keys. */
@Configuration(proxyBeanMethods = false)
class LogConfiguration {

    @Bean
    SignerKey logKey(LogProperties properties) {
        try {
            return SignerKey.fromPem(
                    properties.logName(), Purpose.NOTE, Files.readString(properties.checkpointKeyFile()));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "negiz.audit.checkpoint-key-file: no Ed25519 key can be read from "
                            + properties.checkpointKeyFile(),
                    e);
        }
    }

    @Bean
    PayloadOpener payloadOpener(LogProperties properties) {
        return PayloadOpener.fromFile(properties.payloadPrivateKeysetFile());
    }
}
