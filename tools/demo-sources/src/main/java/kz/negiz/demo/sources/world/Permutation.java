package kz.negiz.demo.sources.world;

import java.math.BigInteger;

/**
 * Scatters the numbers 0 … size-1 over themselves, and back.
 *
 * <p>Kinship and jobs are arithmetic on scattered numbers: whoever is found from one side is found from the other too,
 * without a table of seven million people.
 */
final class Permutation {

    private final long size;
    private final long factor;
    private final long inverse;
    private final long shift;

    Permutation(long size, long factor, long shift) {
        this.size = size;
        this.factor = factor;
        this.shift = shift;
        this.inverse =
                BigInteger.valueOf(factor).modInverse(BigInteger.valueOf(size)).longValueExact();
    }

    long scatter(long number) {
        return Math.floorMod(number * factor + shift, size);
    }

    long gather(long scattered) {
        return Math.floorMod(Math.floorMod(scattered - shift, size) * inverse, size);
    }
}
