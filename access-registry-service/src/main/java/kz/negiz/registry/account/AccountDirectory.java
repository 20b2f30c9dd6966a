package kz.negiz.registry.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.AccountKind;
import kz.negiz.kit.identity.Caller;
import kz.negiz.registry.RegistryProblem;
import kz.negiz.registry.decision.DecisionDesk;
import kz.negiz.registry.decision.Ruling;
import kz.negiz.registry.holder.Holder;
import kz.negiz.registry.holder.Holders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads accounts. Personal data of users are for operators and for officials of the user's own body (R41-12, R150-47);
 * opening one account in full goes on record.
 */
@Component
public class AccountDirectory {

    /** Roles that may read personal data of users. */
    public static final Set<AccessRole> READERS = Set.of(AccessRole.OPERATOR, AccessRole.OFFICIAL);

    static final int PAGE = 50;

    private static final String SUMMARY = """
            select a.id, a.kind, e.full_name, e.position, e.body, e.department, e.roles, e.role_code, a.recorded_at,
                   exists (select from block_in_force where account = a.id) as blocked
              from account a
              join lateral (select * from account_edition where account = a.id order by edition desc limit 1) e on true
            """;

    private final JdbcClient jdbc;
    private final AccountRepository accounts;
    private final AccountEditionRepository editions;
    private final Holders holders;
    private final DecisionDesk desk;
    private final JsonMapper json;

    AccountDirectory(
            JdbcClient jdbc,
            AccountRepository accounts,
            AccountEditionRepository editions,
            Holders holders,
            DecisionDesk desk,
            JsonMapper json) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.editions = editions;
        this.holders = holders;
        this.desk = desk;
        this.json = json;
    }

    /** An account as a line of the list, whoever asks; for decisions, not for showing. */
    public Optional<AccountSummary> summary(UUID account) {
        return jdbc.sql(SUMMARY + " where a.id = :id")
                .param("id", account)
                .query(AccountDirectory::summary)
                .optional();
    }

    /** An account as a line of the list, if the reader may see it. */
    public Optional<AccountSummary> summary(Caller.User reader, UUID account) {
        return summary(account).filter(found -> maySee(reader, found));
    }

    /** Accounts in the order of names, the page after the given account. */
    List<AccountSummary> search(Caller.User reader, Filter filter) {
        String body = reader.has(AccessRole.OPERATOR) ? filter.body() : reader.body();
        if (!filter.body().isEmpty() && !filter.body().equals(body)) {
            return List.of();
        }
        return jdbc.sql(SUMMARY + """
                         where (:body = '' or e.body = :body)
                           and (:name = '' or e.full_name ilike '%' || :name || '%' escape '!')
                           and (:role = '' or :role = any (e.roles))
                           and (:state = '' or exists (select from block_in_force where account = a.id) = (:state = 'BLOCKED'))
                           and (cast(:after as uuid) is null or (e.full_name, a.id) >
                                (select x.full_name, x.account from account_edition x
                                  where x.account = cast(:after as uuid) order by x.edition desc limit 1))
                         order by e.full_name, a.id limit :limit
                        """)
                .param("body", body)
                .param("name", filter.name().replaceAll("([!%_])", "!$1"))
                .param("role", filter.role().map(Enum::name).orElse(""))
                .param("state", filter.state().map(Enum::name).orElse(""))
                .param("after", filter.after().map(UUID::toString).orElse(null))
                .param("limit", PAGE)
                .query(AccountDirectory::summary)
                .list();
    }

    /** The account of a holder, if the reader may see it. */
    Optional<AccountSummary> find(Caller.User reader, Holder holder) {
        return holders.accountOf(holder).flatMap(account -> summary(reader, account));
    }

    /** An account with everything about its holder; the opening goes on record. */
    AccountDetails open(Caller.User reader, UUID account) {
        return desk.decide(reader, READERS, "ACCOUNT_OPENING", by -> {
            Optional<AccountSummary> found = summary(reader, account);
            AuditEventDraft event = AuditEventDraft.of("ACCOUNT_OPENING", found.isPresent() ? "SHOWN" : "REFUSED")
                    .detail("account", account.toString());
            return found.isPresent()
                    ? Ruling.made(details(found.get()), event)
                    : Ruling.refused(RegistryProblem.ACCOUNT_UNKNOWN, "R41-12", event);
        });
    }

    private AccountDetails details(AccountSummary summary) {
        Account account = accounts.findById(summary.id()).orElseThrow();
        List<AccountEdition> history = editions.findAllByAccountOrderByEdition(summary.id());
        AccountEdition newest = history.getLast();
        Contacts contacts = json.readValue(
                holders.opening(newest.getId()).open(Accounts.CONTACTS_PART, newest.sealedContacts()), Contacts.class);
        return new AccountDetails(
                summary,
                holders.open(summary.id(), account.sealedHolder()),
                contacts,
                history.stream().map(AccountDetails.Edition::of).toList());
    }

    private static boolean maySee(Caller.User reader, AccountSummary account) {
        return reader.has(AccessRole.OPERATOR)
                || (reader.has(AccessRole.OFFICIAL) && account.body().equals(reader.body()));
    }

    private static AccountSummary summary(ResultSet row, int index) throws SQLException {
        Set<AccessRole> roles = EnumSet.noneOf(AccessRole.class);
        Arrays.stream((String[]) row.getArray("roles").getArray())
                .map(AccessRole::valueOf)
                .forEach(roles::add);
        return new AccountSummary(
                row.getObject("id", UUID.class),
                AccountKind.valueOf(row.getString("kind")),
                row.getString("full_name"),
                row.getString("position"),
                row.getString("body"),
                row.getString("department"),
                roles,
                Objects.requireNonNullElse(row.getString("role_code"), ""),
                row.getBoolean("blocked"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant());
    }

    /**
     * What to look for; nothing given means everything that the reader may see.
     *
     * @param after the last account of the page before
     */
    record Filter(String name, String body, Optional<AccessRole> role, Optional<State> state, Optional<UUID> after) {}

    /** Whether a block holds. */
    enum State {
        ACTIVE,
        BLOCKED
    }
}
