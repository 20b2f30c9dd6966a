package kz.negiz.gateway.session;

import org.springframework.context.ApplicationContext;

/** Lets tests of other features look at the certificates of open sessions at once. */
public final class SessionsInTests {

    private SessionsInTests() {}

    public static void checkCertificates(ApplicationContext gateway) {
        gateway.getBean(CertificateWatch.class).check();
    }
}
