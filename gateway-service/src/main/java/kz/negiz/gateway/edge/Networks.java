package kz.negiz.gateway.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import kz.negiz.gateway.GatewayProblem;
import kz.negiz.gateway.stranger.ClientAddress;
import kz.negiz.kit.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * Lets only addresses of the networks in that configuration names (R41-2c). The client is the peer of the TCP connection; where
 * that is a listed proxy, the client is the last address in {@code X-Forwarded-For} that is no listed proxy, since whatever
 * stands left of it was written by somebody who isn't trusted. A proxy that does not say for whom it asks is refused.
 */
@Component
final class Networks {

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String RULE = "R41-2c";
    private static final int MOST_HOPS = 16;

    private final NetworksProperties networks;

    Networks(NetworksProperties networks) {
        this.networks = networks;
    }

    /** Makes the client's address known to {@link ClientAddress}, or refuses the request. */
    void admit(HttpServletRequest request) {
        Optional<InetAddress> peer = Network.address(withoutZone(request.getRemoteAddr()));
        peer.ifPresent(address -> ClientAddress.of(address).noteIn(request));
        InetAddress client = peer.orElseThrow(() -> refusal(GatewayProblem.CLIENT_ADDRESS_NOT_KNOWN));
        boolean forOwn = isForOwn(request.getRequestURI());
        boolean proxied = isIn(networks.proxies(), client);
        if (forOwn && isIn(networks.services(), client) && request.getHeader(FORWARDED_FOR) == null) {
            return;
        }
        if (proxied) {
            client = clientOfProxy(request);
            ClientAddress.of(client).noteIn(request);
        }
        if (LocalPath.isUnder(request.getRequestURI(), "/internal") || !isIn(networks.permitted(), client)) {
            throw refusal(GatewayProblem.NETWORK_NOT_PERMITTED);
        }
    }

    private InetAddress clientOfProxy(HttpServletRequest request) {
        List<String> hops = new ArrayList<>();
        for (String header : Collections.list(request.getHeaders(FORWARDED_FOR))) {
            hops.addAll(List.of(header.split(",", -1)));
        }
        if (hops.size() > MOST_HOPS) {
            throw refusal(GatewayProblem.CLIENT_ADDRESS_NOT_KNOWN);
        }
        for (String hop : hops.reversed()) {
            InetAddress address =
                    Network.address(hop.strip()).orElseThrow(() -> refusal(GatewayProblem.CLIENT_ADDRESS_NOT_KNOWN));
            if (!isIn(networks.proxies(), address)) {
                return address;
            }
        }
        throw refusal(GatewayProblem.CLIENT_ADDRESS_NOT_KNOWN);
    }

    /** What serves the platform itself, and not users. */
    private static boolean isForOwn(String path) {
        return LocalPath.isUnder(path, "/internal") || LocalPath.isUnder(path, "/actuator/health");
    }

    private static boolean isIn(List<Network> networks, InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }

    private static ProblemException refusal(GatewayProblem problem) {
        return new ProblemException(problem).rule(RULE);
    }
}
