package kz.negiz.gateway.trust;

import org.springframework.context.ApplicationContext;

/** Lets tests of other features look at the folders of the trust list at once, when their clock has jumped. */
public final class TrustInTests {

    private TrustInTests() {}

    public static void reread(ApplicationContext gateway) {
        gateway.getBean(OwnTrust.class).reread();
    }
}
