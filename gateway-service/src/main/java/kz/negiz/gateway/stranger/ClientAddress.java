package kz.negiz.gateway.stranger;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Where a request comes from, as the check of networks has found at its beginning.
 *
 * @param text the address as it goes on record
 * @param network what is counted and limited as one: an IPv4 address, or the /64 network of an IPv6 address, since one
 *     subscriber has all addresses of it
 */
public record ClientAddress(String text, String network) {

    private static final String NOTED = ClientAddress.class.getName();

    /** The address that was noted in the request. */
    public static ClientAddress of(HttpServletRequest request) {
        return request.getAttribute(NOTED) instanceof ClientAddress noted
                ? noted
                : new ClientAddress("unknown", "unknown");
    }

    public static ClientAddress of(InetAddress address) {
        String text = address.getHostAddress();
        if (address instanceof Inet6Address) {
            byte[] bytes = address.getAddress();
            Arrays.fill(bytes, 8, 16, (byte) 0);
            int zone = text.indexOf('%');
            try {
                return new ClientAddress(
                        zone < 0 ? text : text.substring(0, zone),
                        InetAddress.getByAddress(bytes).getHostAddress() + "/64");
            } catch (UnknownHostException e) {
                throw new IllegalStateException(e);
            }
        }
        return new ClientAddress(text, text);
    }

    public void noteIn(HttpServletRequest request) {
        request.setAttribute(NOTED, this);
    }
}
