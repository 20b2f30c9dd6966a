package kz.negiz.gateway.rate;

import java.time.Clock;
import java.util.UUID;
import kz.negiz.gateway.stranger.ClientAddress;
import org.springframework.stereotype.Component;

/**
 * The rates behind the login. Whoever asks too often is refused before that costs anything: an address before its session is
 * looked up, a user before the registry is asked, a body before anything is forwarded.
 */
@Component
public final class Rates {

    private final RateLimit addresses;
    private final RateLimit users;
    private final RateLimit bodies;

    Rates(RatesProperties properties, Clock clock) {
        this.addresses = new RateLimit(properties.perAddressAndMinute(), clock);
        this.users = new RateLimit(properties.perUserAndMinute(), clock);
        this.bodies = new RateLimit(properties.perBodyAndMinute(), clock);
    }

    public void admit(ClientAddress address) {
        addresses.admit(address.network());
    }

    public void admitUser(UUID account) {
        users.admit(account.toString());
    }

    public void admitBody(String body) {
        if (!body.isEmpty()) {
            bodies.admit(body);
        }
    }
}
