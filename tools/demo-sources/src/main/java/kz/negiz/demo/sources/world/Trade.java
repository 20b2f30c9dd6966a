package kz.negiz.demo.sources.world;

/** A partner in trade, named by what it is to the one asked about. */
public record Trade(Side side, Organisation partner) {

    /** Who sells to whom. */
    public enum Side {
        SUPPLIER,
        BUYER
    }
}
