package kz.negiz.gateway.stranger;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Where a request comes from: the peer of the TCP connection, whatever a header says.
 *
 * @param text the address as it goes on record
 * @param network what is counted and limited as one: an IPv4 address, or the /64 network of an IPv6 address, since one
 *     subscriber has all addresses of it
 */
public record ClientAddress(String text, String network) {

    public static ClientAddress of(HttpServletRequest request) {
        String peer = request.getRemoteAddr();
        try {
            InetAddress address = InetAddress.ofLiteral(peer);
            String text = address.getHostAddress();
            if (address instanceof Inet6Address) {
                byte[] bytes = address.getAddress();
                Arrays.fill(bytes, 8, 16, (byte) 0);
                int zone = text.indexOf('%');
                return new ClientAddress(
                        zone < 0 ? text : text.substring(0, zone),
                        InetAddress.getByAddress(bytes).getHostAddress() + "/64");
            }
            return new ClientAddress(text, text);
        } catch (IllegalArgumentException | UnknownHostException e) {
            return new ClientAddress("unknown", "unknown");
        }
    }
}
