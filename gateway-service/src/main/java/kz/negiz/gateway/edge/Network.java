package kz.negiz.gateway.edge;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** A network in the notation of RFC 4632 and RFC 4291, such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}. */
final class Network {

    private static final Pattern IPV4 = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.:]{2,45}");
    private static final Pattern LENGTH = Pattern.compile("0|[1-9]\\d{0,2}");

    private final byte[] first;
    private final int length;

    private Network(byte[] first, int length) {
        this.first = first;
        this.length = length;
    }

    /**
     * Reads a network; public, so that configuration is bound by it.
     *
     * @throws IllegalArgumentException if it is anything else, an address with bits beyond its length too
     */
    public static Network of(String text) {
        String cidr = text.strip();
        int slash = cidr.indexOf('/');
        String length = cidr.substring(slash + 1);
        byte[] first = address(slash < 0 ? "" : cidr.substring(0, slash))
                .map(InetAddress::getAddress)
                .orElseThrow(() -> malformed(cidr));
        if (!LENGTH.matcher(length).matches() || Integer.parseInt(length) > first.length * Byte.SIZE) {
            throw malformed(cidr);
        }
        int bits = Integer.parseInt(length);
        if (!Arrays.equals(first, masked(first, bits))) {
            throw malformed(cidr);
        }
        return new Network(first, bits);
    }

    /** The address that a text names in one of the two usual forms; no names, zones, ports, or octal and shortened numbers. */
    static Optional<InetAddress> address(String text) {
        boolean four = IPV4.matcher(text).matches();
        if (!four && !(text.contains(":") && IPV6.matcher(text).matches())) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.ofLiteral(text);
            return four == address instanceof Inet4Address || text.contains(":")
                    ? Optional.of(address)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether the address lies in this network; an IPv4 address written as IPv6 is the IPv4 address. */
    boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == first.length && Arrays.equals(first, masked(bytes, length));
    }

    private static byte[] masked(byte[] address, int bits) {
        byte[] masked = new byte[address.length];
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.clamp(bits - (long) i * Byte.SIZE, 0, Byte.SIZE);
            masked[i] = (byte) (address[i] & (0xff << (Byte.SIZE - kept)));
        }
        return masked;
    }

    private static IllegalArgumentException malformed(String cidr) {
        return new IllegalArgumentException("\"" + cidr + "\" is no network: write 10.0.0.0/8 or 2001:db8::/32");
    }

    @Override
    public String toString() {
        try {
            return InetAddress.getByAddress(first).getHostAddress() + "/" + length;
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
