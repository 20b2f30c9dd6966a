package kz.negiz.registry;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Says who is registered, as what, and whether they stand. */
@SpringBootApplication
@EnableConfigurationProperties(RegistryProperties.class)
public class AccessRegistryApplication {

    static void main(String[] args) {
        SpringApplication.run(AccessRegistryApplication.class, args);
    }
}
