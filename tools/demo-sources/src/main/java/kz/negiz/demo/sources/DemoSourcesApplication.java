package kz.negiz.demo.sources;

import java.net.InetAddress;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/** The stand-ins of the state's registers and databases. */
@SpringBootApplication(proxyBeanMethods = false)
public class DemoSourcesApplication {

    public static void main(String[] args) {
        SpringApplication.run(DemoSourcesApplication.class, args);
    }

    /** Whoever can reach the faults and the log can spoil a demo; so nobody outside this machine can. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> loopbackOnly() {
        return server -> {
            InetAddress address = server.getAddress();
            if (address == null || !address.isLoopbackAddress()) {
                throw new IllegalStateException(
                        "Demo sources listen on the loopback interface only: set server.address" + " to 127.0.0.1");
            }
        };
    }
}
