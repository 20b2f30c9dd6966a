package kz.negiz.registry.bootstrap;

import kz.negiz.eds.NationalNumber;
import kz.negiz.registry.RegistryProperties;
import kz.negiz.registry.account.Accounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Registers the administrator whom the configuration names, before the service answers anybody. This happens once: as soon as
 * any operator was ever registered the configuration's word is void, whatever it says.
 */
@Component
class FirstAdministrator implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);

    private final Accounts accounts;
    private final RegistryProperties properties;

    FirstAdministrator(Accounts accounts, RegistryProperties properties) {
        this.accounts = accounts;
        this.properties = properties;
    }

    @Override
    public void afterSingletonsInstantiated() {
        String iin = properties.firstAdministratorIin();
        if (accounts.hasOperator()) {
            if (iin != null && !iin.isBlank()) {
                log.info("negiz.registry.first-administrator-iin is void: operators are registered");
            }
        } else if (iin == null || iin.isBlank()) {
            log.warn("Nobody can administer: no operator is registered and negiz.registry.first-administrator-iin"
                    + " names none");
        } else if (!NationalNumber.isWellFormed(iin.strip())) {
            throw new IllegalStateException(
                    "negiz.registry.first-administrator-iin is not an IIN: twelve digits, the last one the check digit");
        } else if (accounts.registerFirstAdministrator(iin.strip(), properties.firstAdministratorName())) {
            log.info("The first administrator is registered");
        }
    }
}
