package kz.negiz.demo.sources.world;

/**
 * Where somebody lives or is registered.
 *
 * @param kato classifier code of the place
 * @param flat empty for a house of one's own
 */
public record Address(String region, String locality, String kato, String street, String house, String flat) {

    /** In one line, as on an envelope. */
    public String line() {
        String inHouse = flat.isEmpty() ? house : house + ", " + flat + "-пәтер";
        return region.equals(locality)
                ? locality + ", " + street + ", " + inHouse
                : region + ", " + locality + ", " + street + ", " + inHouse;
    }
}
