package kz.negiz.registry;

import static org.assertj.core.api.Assertions.assertThat;

import kz.negiz.testkit.service.EndpointDeclarationsCheck;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class EndpointsTest extends RegistryUnderTest {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    void everyEndpointServesOnlyWhomItDeclares() {
        assertThat(mappings.getHandlerMethods()).hasSizeGreaterThan(10);
        assertThat(EndpointDeclarationsCheck.of(SERVICE, KEYS, port).faults(mappings))
                .isEmpty();
    }
}
