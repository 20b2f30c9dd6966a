package kz.negiz.gost;

import java.security.Provider;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Key factories, signatures and hashes of {@link GostAlgorithm}, by object identifier and by name. */
final class NationalGostProvider extends Provider {

    private static final long serialVersionUID = 1L;

    static final String NAME = "NegizGost";

    NationalGostProvider() {
        super(NAME, "1.0", "National GOST algorithms of Kazakhstan, by Bouncy Castle's mathematics");
        for (GostAlgorithm each : GostAlgorithm.values()) {
            offer("KeyFactory", each.keyOid(), each.keyName(), GostKeyFactory.class, () -> new GostKeyFactory(each));
            offer(
                    "KeyPairGenerator",
                    each.keyOid(),
                    each.keyName(),
                    GostKeyPairGenerator.class,
                    () -> new GostKeyPairGenerator(each));
            offer(
                    "Signature",
                    each.signatureOid(),
                    each.signatureName(),
                    GostSignature.class,
                    () -> new GostSignature(each));
            offer("MessageDigest", each.digestOid(), each.digestName(), GostDigest.class, () -> new GostDigest(each));
        }
    }

    private void offer(String type, String oid, String name, Class<?> spi, Supplier<Object> maker) {
        putService(new Made(this, type, oid, List.of("OID." + oid, name), spi.getName(), maker));
    }

    /** Made by a constructor at hand, so that nothing of this package need be public for reflection's sake. */
    private static final class Made extends Service {

        private final Supplier<Object> maker;

        Made(Provider provider, String type, String oid, List<String> aliases, String spi, Supplier<Object> maker) {
            super(provider, type, oid, spi, aliases, null);
            this.maker = maker;
        }

        @Override
        public Object newInstance(@Nullable Object parameter) {
            return maker.get();
        }
    }
}
