package kz.negiz.registry.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kz.negiz.kit.identity.Caller;
import kz.negiz.registry.RecordedEvents;
import kz.negiz.registry.RegistryApi;
import kz.negiz.registry.RegistryApi.Answer;
import kz.negiz.registry.RegistryApi.Person;
import kz.negiz.registry.RegistryUnderTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BlockingTest extends RegistryUnderTest {

    private String body = "";
    private Person head = Person.someone();
    private UUID account = UUID.randomUUID();

    @BeforeEach
    void registerHead() {
        body = api.body("STATE_REVENUE", "/almaty", "/almaty/inspections", "/astana");
        head = Person.someone();
        account = api.registerHead(head, body, "/almaty/inspections");
    }

    private UUID block(Caller.User by, Map<String, ?> request) {
        return UUID.fromString(api.post(by, "/api/registry/blocks", request)
                .expect(200)
                .json()
                .get("id")
                .asString());
    }

    private Answer unblock(Caller.User by, UUID block, String number, String date) {
        return api.post(
                by,
                "/api/registry/unblocks",
                Map.of(
                        "account",
                        account,
                        "blocks",
                        List.of(block),
                        "decision",
                        Map.of("number", number, "date", date)));
    }

    private String reason() {
        var standing = api.standing(Map.of("iin", head.iin())).json();
        return standing.path("reason").asString("GOOD") + " "
                + standing.path("rule").asString("");
    }

    private static Map<String, Object> until(Map<String, Object> request, Instant end) {
        Map<String, Object> ending = new HashMap<>(request);
        ending.put("endsAt", end.toString());
        return ending;
    }

    @Test
    @DisplayName("a violation with its rule and evidence blocks at once (R41-32a) and is on record")
    void violation() {
        block(api.administrator(), RegistryApi.violation(account));

        assertThat(reason()).isEqualTo("BLOCKED R41-32a");
        assertThat(new RecordedEvents(DATABASE, KEYS).about(account.toString()))
                .contains("ACCOUNT_BLOCK BLOCKED [R41-32a, R150-46]", "VIOLATION_RECORDED RECORDED [R41-9c]");
    }

    @Test
    @DisplayName("an Application for blocking is followed at once (R41-10c)")
    void application() {
        block(api.administrator(), RegistryApi.onApplication(account, "DISMISSAL"));

        assertThat(reason()).isEqualTo("BLOCKED R41-10c");
    }

    @Test
    @DisplayName("a violation without rule or evidence, an Application without number: refused")
    void groundsAreComplete() {
        for (Map<String, ?> ground : List.of(
                Map.of("ground", "VIOLATION", "evidence", List.of("event-1")),
                Map.of("ground", "VIOLATION", "brokenRule", "R41-9c", "evidence", List.of()),
                Map.of("ground", "APPLICATION", "reason", "DISMISSAL"),
                Map.of("ground", "APPLICATION", "application", RegistryApi.application()),
                Map.of("ground", "BECAUSE"))) {
            assertThat(api.post(
                                    api.administrator(),
                                    "/api/registry/blocks",
                                    Map.of("account", account, "ground", ground))
                            .status())
                    .as(ground.toString())
                    .isEqualTo(400);
        }
        assertThat(reason()).isEqualTo("GOOD ");
    }

    @Test
    @DisplayName("a block for a time names its end, which lies ahead (R150-A11i)")
    void endLiesAhead() {
        Map<String, Object> request = RegistryApi.violation(account);

        assertThat(api.post(
                                api.administrator(),
                                "/api/registry/blocks",
                                until(request, Instant.now().minusSeconds(60)))
                        .expect(422)
                        .refusal())
                .isEqualTo("registry-block-end-past R150-A11i");
        block(api.administrator(), until(request, Instant.now().plus(1, ChronoUnit.DAYS)));
        assertThat(reason()).isEqualTo("BLOCKED R150-A11i");
    }

    @Test
    @DisplayName("a block ends by the database's clock, without anybody doing anything")
    void endComes() throws SQLException {
        UUID administrator = api.administrator().account();
        try (Connection connection = DATABASE.connect();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into block (id, account, ground, broken_rule, evidence, ends_at, decided_by, recorded_at)"
                                + " values (?, ?, 'VIOLATION', 'R41-9c', array['event-1'],"
                                + " clock_timestamp() + cast(? as interval), ?, clock_timestamp() - interval '2 days')")) {
            insert.setObject(1, UUID.randomUUID());
            insert.setObject(2, account);
            insert.setString(3, "-1 second");
            insert.setObject(4, administrator);
            insert.executeUpdate();
            assertThat(reason()).isEqualTo("GOOD ");

            insert.setObject(1, UUID.randomUUID());
            insert.setString(3, "1 hour");
            insert.executeUpdate();
            assertThat(reason()).isEqualTo("BLOCKED R150-A11i");
        }
    }

    @Test
    @DisplayName("nobody blocks or unblocks themselves, also not through another account of the same person")
    void ownAccount() {
        Person operator = Person.someone();
        UUID own = api.register(operator, RegistryApi.operator());
        Caller.User second = api.login(operator.iin(), "");

        assertThat(api.post(second, "/api/registry/blocks", RegistryApi.violation(own))
                        .expect(403)
                        .refusal())
                .isEqualTo("registry-own-account R41-4a");
        assertThat(api.standingOf(own)).isEqualTo("GOOD");
        assertThat(new RecordedEvents(DATABASE, KEYS).about(own.toString())).contains("ACCOUNT_BLOCK REFUSED [R41-4a]");
    }

    @Test
    @DisplayName("who lost standing decides nothing any more, even with a token minted before")
    void blockedOperatorDecidesNothing() {
        Person operator = Person.someone();
        UUID blocked = api.register(operator, RegistryApi.operator());
        Caller.User session = api.login(operator.iin(), "");
        block(api.administrator(), RegistryApi.violation(blocked));

        assertThat(api.post(session, "/api/registry/blocks", RegistryApi.violation(account))
                        .expect(403)
                        .refusal())
                .isEqualTo("registry-decider-without-standing R150-46");
        assertThat(api.standingOf(account)).isEqualTo("GOOD");
    }

    @Nested
    @DisplayName("unblocking")
    class Unblocking {

        private UUID block = UUID.randomUUID();

        @BeforeEach
        void blockHead() {
            block = block(api.administrator(), RegistryApi.violation(account));
        }

        @Test
        @DisplayName("needs a new decision with number and date, and then the account stands again")
        void newDecision() {
            String yesterday = LocalDate.parse(RegistryApi.today()).minusDays(1).toString();
            String tomorrow = LocalDate.parse(RegistryApi.today()).plusDays(2).toString();

            assertThat(unblock(api.administrator(), block, "12", yesterday)
                            .expect(422)
                            .refusal())
                    .isEqualTo("registry-decision-not-new R41-4b");
            assertThat(unblock(api.administrator(), block, "12", tomorrow)
                            .expect(422)
                            .refusal())
                    .isEqualTo("registry-decision-not-new R41-4b");
            assertThat(unblock(api.administrator(), block, "—", RegistryApi.today())
                            .status())
                    .isEqualTo(400);
            assertThat(reason()).startsWith("BLOCKED");

            unblock(api.administrator(), block, "12", RegistryApi.today()).expect(200);
            assertThat(reason()).isEqualTo("GOOD ");
        }

        @Test
        @DisplayName("does not happen twice by one decision: a later block needs another one")
        void decisionIsUsedUp() {
            unblock(api.administrator(), block, "12", RegistryApi.today()).expect(200);
            UUID again = block(api.administrator(), RegistryApi.violation(account));

            assertThat(unblock(api.administrator(), again, "12", RegistryApi.today())
                            .expect(422)
                            .refusal())
                    .isEqualTo("registry-decision-not-new R41-4b");
            unblock(api.administrator(), again, "13", RegistryApi.today()).expect(200);
            assertThat(reason()).isEqualTo("GOOD ");
        }

        @Test
        @DisplayName("lifts the blocks that it names and no other")
        void onlyNamedBlocks() {
            UUID other = block(api.administrator(), RegistryApi.onApplication(account, "DISMISSAL"));

            unblock(api.administrator(), block, "12", RegistryApi.today()).expect(200);
            assertThat(reason()).isEqualTo("BLOCKED R41-10c");
            assertThat(unblock(api.administrator(), block, "13", RegistryApi.today())
                            .expect(409)
                            .refusal())
                    .isEqualTo("registry-block-not-in-force");

            unblock(api.administrator(), other, "14", RegistryApi.today()).expect(200);
            assertThat(reason()).isEqualTo("GOOD ");
        }

        @Test
        @DisplayName("leaves the history to be seen")
        void history() {
            unblock(api.administrator(), block, "12", RegistryApi.today()).expect(200);
            block(api.administrator(), RegistryApi.onApplication(account, "OTHER"));

            var blocks = api.get(api.administrator(), "/api/registry/blocks?account=" + account)
                    .expect(200)
                    .json();

            assertThat(blocks.size()).isEqualTo(2);
            assertThat(blocks.get(0).get("inForce").asBoolean()).isTrue();
            assertThat(blocks.get(1).get("inForce").asBoolean()).isFalse();
            assertThat(blocks.get(1).get("lifted").get("decision").get("number").asString())
                    .isEqualTo("12");
        }
    }

    @Nested
    @DisplayName("an official of the body (R41-15, R150-13)")
    class Officials {

        private Caller.User official(String ofBody, String department) {
            Person person = Person.someone();
            api.register(person, RegistryApi.official(ofBody, department));
            return api.login(person.iin(), "");
        }

        private String refusal(Caller.User by, Map<String, ?> request) {
            return api.post(by, "/api/registry/blocks", request).expect(403).refusal();
        }

        @Test
        @DisplayName("blocks a subordinate on dismissal or removal from office")
        void subordinate() {
            block(official(body, "/almaty"), RegistryApi.onApplication(account, "REMOVAL_FROM_OFFICE"));

            assertThat(reason()).isEqualTo("BLOCKED R41-10c");
        }

        @Test
        @DisplayName("does not reach other departments or bodies")
        void notSubordinate() {
            Map<String, Object> request = RegistryApi.onApplication(account, "DISMISSAL");

            assertThat(refusal(official(body, "/astana"), request)).isEqualTo("registry-not-subordinate R41-15");
            assertThat(refusal(official(api.body("STATE_REVENUE", "/almaty"), "/almaty"), request))
                    .isEqualTo("registry-not-subordinate R41-15");
            assertThat(reason()).isEqualTo("GOOD ");
        }

        @Test
        @DisplayName("does not judge violations, and sets no end")
        void onlyByApplication() {
            Caller.User official = official(body, "/");

            assertThat(refusal(official, RegistryApi.violation(account)))
                    .isEqualTo("registry-official-may-not-block-so R41-15");
            assertThat(refusal(official, RegistryApi.onApplication(account, "OTHER")))
                    .isEqualTo("registry-official-may-not-block-so R41-15");
            assertThat(refusal(
                            official,
                            until(
                                    RegistryApi.onApplication(account, "DISMISSAL"),
                                    Instant.now().plus(1, ChronoUnit.DAYS))))
                    .isEqualTo("registry-official-may-not-block-so R41-15");
        }

        @Test
        @DisplayName("does not block a peer, nor unblock anybody")
        void peerAndUnblock() {
            Caller.User one = official(body, "/almaty");
            Caller.User other = official(body, "/almaty");
            UUID block = block(one, RegistryApi.onApplication(account, "DISMISSAL"));

            assertThat(refusal(one, RegistryApi.onApplication(other.account(), "DISMISSAL")))
                    .isEqualTo("registry-not-subordinate R41-15");
            assertThat(unblock(one, block, "12", RegistryApi.today()).status()).isEqualTo(403);
        }
    }
}
