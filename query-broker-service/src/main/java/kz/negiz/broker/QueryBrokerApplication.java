package kz.negiz.broker;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Takes signed questions, holds them against the rules, asks the sources, and keeps everything on record. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class QueryBrokerApplication {

    static void main(String[] args) {
        SpringApplication.run(QueryBrokerApplication.class, args);
    }
}
