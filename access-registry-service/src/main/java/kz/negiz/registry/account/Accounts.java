package kz.negiz.registry.account;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.time.DatabaseClock;
import kz.negiz.registry.RegistryProblem;
import kz.negiz.registry.body.Bodies;
import kz.negiz.registry.body.Body;
import kz.negiz.registry.decision.DecisionDesk;
import kz.negiz.registry.decision.Ruling;
import kz.negiz.registry.fact.FactIds;
import kz.negiz.registry.holder.Holder;
import kz.negiz.registry.holder.Holders;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Registers accounts and changes what they are used for. */
@Service
public class Accounts {

    static final String CONTACTS_PART = "contacts";

    private static final Set<AccessRole> OPERATORS = EnumSet.of(AccessRole.OPERATOR);
    private static final String REGISTRATION = "ACCOUNT_REGISTRATION";
    private static final String CHANGE = "ACCOUNT_CHANGE";

    private final AccountRepository accounts;
    private final AccountEditionRepository editions;
    private final Bodies bodies;
    private final Holders holders;
    private final DecisionDesk desk;
    private final DatabaseClock clock;
    private final JsonMapper json;
    private final RegistrationRules rules;

    Accounts(
            AccountRepository accounts,
            AccountEditionRepository editions,
            Bodies bodies,
            Holders holders,
            DecisionDesk desk,
            DatabaseClock clock,
            JsonMapper json) {
        this.accounts = accounts;
        this.editions = editions;
        this.bodies = bodies;
        this.holders = holders;
        this.desk = desk;
        this.clock = clock;
        this.json = json;
        this.rules = new RegistrationRules(RoleCatalogue.shipped());
    }

    /** Registers a holder on an Application (R41-4b, R41-10a). */
    UUID register(Caller.User decider, Holder holder, Registration wanted) {
        return desk.decide(decider, OPERATORS, REGISTRATION, by -> {
            Optional<Breach> breach = holders.isPerson(by.accountId(), holder.iin())
                    ? Optional.of(Breach.OF_OWN_ACCOUNT)
                    : breach(holder, wanted).or(() -> existing(holder));
            if (breach.isPresent()) {
                return Ruling.refused(
                        breach.get().problem(), breach.get().rule(), event(REGISTRATION, "REFUSED", wanted));
            }
            UUID account = open(holder, wanted, AccountEdition.Ground.APPLICATION, by.accountId());
            return Ruling.made(
                    account,
                    event(REGISTRATION, "REGISTERED", wanted)
                            .detail("account", account.toString())
                            .rule("R41-4b"));
        });
    }

    /** Changes what an account is used for, on an Application (R41-4b, R41-13); the holder stays. */
    UUID change(Caller.User decider, UUID account, Registration wanted) {
        return desk.decide(decider, OPERATORS, CHANGE, by -> {
            Optional<Account> known = accounts.findById(account);
            Optional<Breach> breach = known.isEmpty()
                    ? Optional.of(new Breach(RegistryProblem.ACCOUNT_UNKNOWN, ""))
                    : holders.samePerson(by.accountId(), account)
                            ? Optional.of(Breach.OF_OWN_ACCOUNT)
                            : breach(holders.open(account, known.get().sealedHolder()), wanted);
            if (breach.isPresent()) {
                return Ruling.refused(
                        breach.get().problem(),
                        breach.get().rule(),
                        event(CHANGE, "REFUSED", wanted).detail("account", account.toString()));
            }
            int newest = editions.findFirstByAccountOrderByEditionDesc(account)
                    .map(AccountEdition::edition)
                    .orElse(0);
            store(account, newest + 1, wanted, AccountEdition.Ground.APPLICATION, by.accountId());
            return Ruling.made(
                    account,
                    event(CHANGE, "CHANGED", wanted)
                            .detail("account", account.toString())
                            .rule("R41-4b"));
        });
    }

    /**
     * Registers the first administrator if no operator was ever registered; afterwards the configuration's word is void.
     *
     * @return whether it was done
     */
    public boolean registerFirstAdministrator(String iin, String name) {
        return desk.decideByConfiguration(() -> {
            if (editions.existsOperator()) {
                return Ruling.made(false);
            }
            Holder holder = Holder.person(iin);
            Registration wanted = Registration.firstAdministrator(name, bodies.ensureCommittee());
            UUID account = open(holder, wanted, AccountEdition.Ground.FIRST_ADMINISTRATOR, null);
            return Ruling.made(
                    true,
                    event("FIRST_ADMINISTRATOR_REGISTRATION", "REGISTERED", wanted)
                            .detail("account", account.toString()));
        });
    }

    /** Whether anybody was ever registered as an operator. */
    public boolean hasOperator() {
        return editions.existsOperator();
    }

    private Optional<Breach> breach(Holder holder, Registration wanted) {
        Optional<Body> body = bodies.find(wanted.body());
        if (body.isEmpty()) {
            return Optional.of(new Breach(RegistryProblem.BODY_UNKNOWN, "R41-11"));
        }
        if (!bodies.hasDepartment(wanted.body(), wanted.department())) {
            return Optional.of(new Breach(RegistryProblem.DEPARTMENT_UNKNOWN, "R41-11"));
        }
        if (wanted.latestDate().isAfter(clock.today())) {
            return Optional.of(new Breach(RegistryProblem.DATE_IN_FUTURE, "R41-11"));
        }
        return rules.check(holder, wanted, body.get().kind());
    }

    private Optional<Breach> existing(Holder holder) {
        return holders.accountOf(holder).map(account -> new Breach(RegistryProblem.ACCOUNT_EXISTS, "R41-10a"));
    }

    private UUID open(Holder holder, Registration wanted, AccountEdition.Ground ground, @Nullable UUID decidedBy) {
        UUID account = FactIds.next();
        accounts.save(new Account(account, holder.kind(), holders.seal(account, holder)));
        accounts.flush();
        holders.index(account, holder);
        store(account, 1, wanted, ground, decidedBy);
        return account;
    }

    private void store(
            UUID account, int edition, Registration wanted, AccountEdition.Ground ground, @Nullable UUID decidedBy) {
        UUID id = FactIds.next();
        byte[] contacts = holders.sealing(id).seal(CONTACTS_PART, json.writeValueAsBytes(wanted.contacts()));
        editions.save(new AccountEdition(id, account, edition, ground, wanted, contacts, decidedBy));
    }

    /** What is registered; who holds the account stands in the registry alone. */
    private static AuditEventDraft event(String action, String outcome, Registration wanted) {
        AuditEventDraft event = AuditEventDraft.of(action, outcome)
                .detail(
                        "roles",
                        String.join(
                                ",",
                                wanted.roles().stream().map(Enum::name).sorted().toList()))
                .detail("body", wanted.body())
                .detail("department", wanted.department());
        for (Paper application : wanted.application().stream().toList()) {
            event = event.detail("applicationNumber", application.number())
                    .detail("applicationDate", application.date().toString());
        }
        return wanted.roleCode().isEmpty() ? event : event.detail("roleCode", wanted.roleCode());
    }
}
