package kz.negiz.registry.standing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.AccountKind;
import kz.negiz.kit.standing.Standing;
import kz.negiz.registry.holder.Holder;
import kz.negiz.registry.holder.Holders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the standing of an account. Every reading is one statement on the primary database, so it sees every block that was
 * committed before it began: a block answered 200 precedes every later reading. Nothing here is cached.
 */
@Component
public final class Standings {

    private static final String FACTS = """
            select a.id, a.kind, e.roles, e.body, b.kind as body_kind, e.department, e.role_code,
                   bl.ground, bl.ends_at is not null as ends,
                   array(select s.form from agreement_signature s
                          where s.account = a.id
                            and s.version = (select t.version from agreement_edition t
                                              where t.form = s.form order by t.edition desc limit 1)) as agreements
              from account a
              join lateral (select * from account_edition
                             where account = a.id order by edition desc limit 1) e on true
              join body b on b.code = e.body
              left join lateral (select ground, ends_at from block_in_force
                                  where account = a.id order by recorded_at, id limit 1) bl on true
             where a.id =\s""";

    private final JdbcClient jdbc;
    private final Holders holders;

    Standings(JdbcClient jdbc, Holders holders) {
        this.jdbc = jdbc;
        this.holders = holders;
    }

    /** The standing of an account. */
    public Standing ofAccount(UUID account) {
        return StandingRules.standing(jdbc.sql(FACTS + ":account")
                .param("account", account)
                .query(Standings::facts)
                .optional());
    }

    /** The standing of the account that the holder of a certificate has. */
    public Standing ofHolder(Holder holder) {
        return StandingRules.standing(
                jdbc.sql(FACTS + "(select account from account_search where purpose = 'HOLDER' and hash = :hash)")
                        .param("hash", holders.searchHash(holder))
                        .query(Standings::facts)
                        .optional());
    }

    /** Whether accounts with these roles sign an agreement at all. */
    public static boolean mustAgree(Set<AccessRole> roles) {
        return StandingRules.mustAgree(roles);
    }

    private static Facts facts(ResultSet row, int index) throws SQLException {
        String ground = row.getString("ground");
        return new Facts(
                row.getObject("id", UUID.class),
                AccountKind.valueOf(row.getString("kind")),
                set(row, "roles", AccessRole.class),
                row.getString("body"),
                row.getString("body_kind"),
                row.getString("department"),
                Objects.requireNonNullElse(row.getString("role_code"), ""),
                ground == null
                        ? Optional.empty()
                        : Optional.of(new Facts.BlockInForce(ground.equals("VIOLATION"), row.getBoolean("ends"))),
                set(row, "agreements", AgreementForm.class));
    }

    private static <E extends Enum<E>> Set<E> set(ResultSet row, String column, Class<E> type) throws SQLException {
        Set<E> values = EnumSet.noneOf(type);
        Arrays.stream((String[]) row.getArray(column).getArray())
                .map(name -> Enum.valueOf(type, name))
                .forEach(values::add);
        return values;
    }
}
