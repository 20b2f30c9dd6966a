package kz.negiz.registry.account;

import kz.negiz.registry.RegistryProblem;

/** Why an account may not be used as asked. */
record Breach(RegistryProblem problem, String rule) {

    /** Users are registered and edited by the Committee (R41-4a), so never by themselves. */
    static final Breach OF_OWN_ACCOUNT = new Breach(RegistryProblem.OWN_ACCOUNT, "R41-4a");
}
