package kz.negiz.gateway.trust;

import java.net.URI;
import java.time.Duration;
import kz.negiz.gateway.RunningGateway;
import kz.negiz.kit.http.InternalClients;
import kz.negiz.kit.http.ServicesProperties;
import kz.negiz.kit.identity.ServiceIdentity;
import kz.negiz.kit.identity.Tokens;
import kz.negiz.kit.trace.Traces;
import kz.negiz.kit.trust.FollowedTrust;
import kz.negiz.kit.trust.OcspClient;
import kz.negiz.kit.trust.TrustClient;
import kz.negiz.kit.trust.TrustProperties;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.ObjectMapper;

/** A gateway, and a service that follows its trust list. */
abstract class FollowedGateway extends RunningGateway {

    static final String READER = "query-broker-service";

    @Autowired
    OwnTrust own;

    /** The trust list as the service has it after the first look. */
    FollowedTrust followed() {
        own.reread();
        FollowedTrust followed = new FollowedTrust(
                clients().create(TrustClient.class, "gateway-service", Duration.ofSeconds(5)),
                clients().create(OcspClient.class, "gateway-service", Duration.ofSeconds(5)),
                identity(READER),
                new ObjectMapper(),
                CLOCK,
                new TrustProperties(Duration.ofSeconds(20), Duration.ofMinutes(5)));
        followed.refresh();
        return followed;
    }

    InternalClients clients() {
        URI gateway = URI.create("http://127.0.0.1:" + port);
        return new InternalClients(
                new Tokens(identity(READER), CLOCK),
                new ServicesProperties(gateway, gateway, gateway, gateway, gateway),
                Traces.none());
    }

    static ServiceIdentity identity(String service) {
        return ServiceIdentity.read(service, KEYS.identityKeyFile(service), KEYS.trustedKeysFile());
    }
}
