package kz.negiz.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import kz.negiz.demo.pki.IssuedKey;
import kz.negiz.eds.CmsSigner;
import kz.negiz.eds.Signer;
import kz.negiz.gateway.Browser;
import kz.negiz.gateway.RunningGateway;
import org.bouncycastle.asn1.x509.CRLReason;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DisplayName("The certificate of a session")
class SessionCertificateTest extends RunningGateway {

    private static final char[] PASSWORD = "only-here".toCharArray();

    @Autowired
    private CertificateWatch watch;

    @Autowired
    private Sessions sessions;

    @Test
    @DisplayName("R41-2b: revoked while its sessions live, it ends them all with the new trust list, and nobody else's")
    void revocationEndsItsSessions() throws IOException {
        IssuedKey key = PKI.issue(PKI.person("КУӘЛІК"));
        Browser one = enter(key);
        Browser two = enter(key);
        Browser other = officer("head");
        int before = events("SESSION_ENDED").size();

        PKI.revoke(key.certificate(), CRLReason.keyCompromise);
        assertThat(one.get("/api/session").status())
                .as("the gateway has not seen the list")
                .isEqualTo(200);
        rereadTrust();

        assertThat(one.get("/api/session").status()).isEqualTo(401);
        assertThat(two.get("/api/questions").status()).isEqualTo(401);
        assertThat(UPSTREAM.forUsers()).isEmpty();
        assertThat(other.get("/api/session").status()).isEqualTo(200);
        List<String> ended = events("SESSION_ENDED");
        assertThat(ended.subList(before, ended.size()))
                .hasSize(2)
                .allSatisfy(event ->
                        assertThat(event).contains("\"outcome\":\"CERTIFICATE_REVOKED\"", "\"rules\":[\"R41-2b\"]"));
        watch.check();
        assertThat(events("SESSION_ENDED")).as("ended once").hasSameSizeAs(ended);
    }

    @Test
    @DisplayName("R41-2b: a session that began by a revoked certificate all the same is found by the next look")
    void laterLookFindsIt() throws IOException {
        IssuedKey key = PKI.issue(PKI.person("КЕШІККЕН"));
        PKI.revoke(key.certificate(), CRLReason.unspecified);
        rereadTrust();
        Browser browser = officer("head");
        // As if a login had been judged by the list before, and had been put on record after the new one was looked at.
        jdbc.sql("""
                        insert into session_started (id, token_hash, account, started, address, certificate_sha256, trust_bundle)
                        select :id, decode(repeat('ab', 32), 'hex'), account, started, address, certificate_sha256, trust_bundle
                          from session_started order by started desc limit 1
                        """)
                .param("id", java.util.UUID.nameUUIDFromBytes(new byte[] {1}))
                .update();
        jdbc.sql("""
                        insert into session_certificate (session, authority_sha256, serial)
                        select :id, authority_sha256, :serial from session_certificate c
                          join session_started s on s.id = c.session order by s.started desc limit 1
                        """)
                .param("id", java.util.UUID.nameUUIDFromBytes(new byte[] {1}))
                .param("serial", key.certificate().getSerialNumber().toString(16))
                .update();

        watch.check();

        assertThat(events("SESSION_ENDED").getLast()).contains("\"outcome\":\"CERTIFICATE_REVOKED\"");
        assertThat(browser.get("/api/session").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("a trust list that is too old to tell ends no session; limits of time do")
    void unknownEndsNothing() {
        Browser browser = officer("head");
        CLOCK.goOn(Duration.ofMinutes(6));

        watch.check();

        assertThat(browser.get("/api/session").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("what is kept of a certificate names no person")
    void noPersonIsKept() {
        officer("head");

        assertThat(jdbc.sql("select t::text from session_certificate t")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(row -> row.contains(iin("head")));
        assertThat(sessions.certificatesInUse()).isNotEmpty();
    }

    private Browser enter(IssuedKey key) throws IOException {
        UPSTREAM.registerOfficer(Signer.namedBy(key.certificate()).orElseThrow().iin());
        Browser browser = browser();
        Browser.Answer answer = login(
                browser,
                CmsSigner.fromPkcs12(new ByteArrayInputStream(key.toPkcs12(PASSWORD)), PASSWORD)
                        .withClock(CLOCK));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return browser;
    }
}
