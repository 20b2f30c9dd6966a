package kz.negiz.broker.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import kz.negiz.audit.PayloadOpener;
import kz.negiz.broker.BrokerApi;
import kz.negiz.broker.BrokerUnderTest;
import kz.negiz.broker.intake.RequestEvents;
import kz.negiz.broker.notice.Notice;
import kz.negiz.broker.page.Pages.Page;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.log.event.AuditEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What one takes on with an answer is read before it opens (R41-9b, R150-23b)")
class AnswerNoticeTest extends BrokerUnderTest {

    private static final String INSPECTION = "T-11";
    private static final String DATUM = "001AAA02";

    private Pages pages;
    private Caller.User head;

    @BeforeEach
    void open() {
        pages = new Pages(port, KEYS, api);
        head = api.head();
        api.openInspection(INSPECTION);
        AROUND.data.put("VEHICLES", "{\"vehicles\":[{\"plate\":\"" + DATUM + "\"}]}");
    }

    @Test
    @DisplayName("an answer opened from the list shows the notice first, nothing of the answer, and says so on record")
    void beforeItOpens() {
        UUID id = asked();

        Page before = pages.get(address(id), head).expect(200);
        assertThat(before.text())
                .contains("Before the answer opens", "Order 41, paragraph 28", "value=\"1\"")
                .doesNotContain(DATUM, INSPECTION);
        assertThat(onRecord(id)).doesNotContain("NOTICE_READ CONFIRMED").containsOnlyOnce("ANSWER_SHOWN SHOWN");

        Page confirmed = pages.noticeRead(address(id), head);
        assertThat(confirmed.status()).isEqualTo(302);
        assertThat(confirmed.location()).isEqualTo(address(id));
        assertThat(pages.get(address(id), head).expect(200).text()).contains(DATUM);
        AuditEvent event = eventsOf(id).stream()
                .filter(each -> each.action().equals("NOTICE_READ"))
                .findFirst()
                .orElseThrow();
        assertThat(event.outcome()).isEqualTo("CONFIRMED");
        assertThat(event.account()).hasValue(head.account());
        assertThat(event.session()).hasValue(head.session());
        assertThat(event.rules()).containsExactly("R41-9b", "R41-26", "R41-28");
        assertThat(PayloadOpener.fromFile(KEYS.payloadPrivateKeysetFile())
                        .open(event.id(), event.payload().orElseThrow())
                        .entrySet()
                        .stream()
                        .map(detail -> detail.getKey() + "=" + detail.getValue().value()))
                .contains("notice=1", "language=en", "wordsSha256=" + digest("en"));
    }

    @Test
    @DisplayName("once a session: the next answers open at once, and a new session begins with the notice")
    void onceASession() {
        UUID first = asked();
        UUID second = asked();
        pages.noticeRead(address(first), head);
        pages.noticeRead(address(second), head);

        assertThat(pages.get(address(second), head).text()).contains(DATUM);
        assertThat(onRecord(first)).contains("NOTICE_READ CONFIRMED");
        assertThat(onRecord(second)).doesNotContain("NOTICE_READ CONFIRMED");
        assertThat(pages.get(address(second), BrokerApi.inAnotherSession(head)).text())
                .contains("Before the answer opens")
                .doesNotContain(DATUM);
    }

    @Test
    @DisplayName("who asks reads it above the document that is signed: no step more, and once a session")
    void aboveTheDocument() {
        Page review = pages.review(head, INSPECTION, "VEHICLES");
        String address = pages.sign(head, "head", review.document()).expect(302).location();

        assertThat(review.text())
                .contains("What you take on with an answer", "I have read this: sign and ask", "name=\"notice\"");
        assertThat(pages.answered(address, head).text()).contains(DATUM);
        assertThat(onRecord(UUID.fromString(address.substring("/questions/".length()))))
                .contains("NOTICE_READ SIGNED");
        assertThat(pages.review(head, INSPECTION, "VEHICLES").text())
                .contains("Sign and ask")
                .doesNotContain("What you take on", "name=\"notice\"");
    }

    @Test
    @DisplayName("a page left open from another session brings nothing more: it begins anew, with the notice")
    void pageOfAnotherSession() {
        UUID id = asked();
        long shown = count(id, "ANSWER_SHOWN SHOWN");

        Page part = pages.get(address(id) + "/answers?seen=0", head);

        assertThat(part.status()).isEqualTo(204);
        assertThat(part.refresh()).isTrue();
        assertThat(count(id, "ANSWER_SHOWN SHOWN")).isEqualTo(shown);
    }

    @Test
    @DisplayName("words that are not today's count for nothing, nor does a question of others")
    void countsForNothing() {
        UUID id = asked();
        Caller.User other = api.operative();

        pages.post(address(id) + "/notice", head, "notice", "0").expect(302);
        pages.post(address(id) + "/notice", head, "notice", "soon").expect(400);
        pages.post(address(id) + "/notice", other, "notice", "1").expect(404);
        pages.get(address(id), other).expect(404);

        assertThat(pages.get(address(id), head).text()).doesNotContain(DATUM);
        assertThat(onRecord(id)).noneMatch(event -> event.startsWith("NOTICE_READ"));
    }

    @Test
    @DisplayName(
            "an official reads it before an answer of a subordinate too; who neither asks nor controls gets no notice")
    void official() {
        UUID id = asked();
        Caller.User official =
                api.registered("other-head", BrokerApi.BODY, "STATE_REVENUE", "", "ORDER_41", AccessRole.OFFICIAL);
        Caller.User prosecutor =
                api.registered("operative", "prosecution", "PROSECUTION", "", "ORDER_150", AccessRole.PROSECUTOR);

        assertThat(pages.get(address(id), official).expect(200).text()).doesNotContain(DATUM);
        pages.noticeRead(address(id), official).expect(302);
        assertThat(pages.get(address(id), official).expect(200).text())
                .contains(DATUM, "account " + official.account() + ", body " + BrokerApi.BODY);
        assertThat(pages.get(address(id), head).text()).doesNotContain(DATUM);
        pages.noticeRead(address(id), prosecutor).expect(403);
    }

    @Test
    @DisplayName("under Order 150 it rests on that order's paragraphs (R150-23b, R150-25, R150-28)")
    void order150() {
        Caller.User operative = api.operative();
        var question = BrokerApi.question("OPERATIONAL_SEARCH", "VEHICLES");
        question.putObject("basis").put("kind", "OPTIONAL_TEXT").put("text", "");
        UUID id = api.ask(operative, "operative", question).id();

        pages.noticeRead(address(id), operative).expect(302);

        assertThat(eventsOf(id))
                .filteredOn(event -> event.action().equals("NOTICE_READ"))
                .singleElement()
                .satisfies(event -> assertThat(event.rules()).containsExactly("R150-23b", "R150-25", "R150-28"));
    }

    @Test
    @DisplayName("a program gets the same words with each answer (R41-26, R150-25)")
    void programs() {
        UUID id = asked();

        var notice = api.get("/api/questions/" + id, BrokerApi.reading(head, "ru"))
                .body()
                .path("notice");
        List<String> stream = api.stream("/api/questions/" + id + "/answers", head)
                .body()
                .filter(line -> line.startsWith("event: ") || line.contains("liable under the law"))
                .toList();

        assertThat(notice.path("edition").asInt(0)).isEqualTo(1);
        assertThat(notice.path("words").toString()).contains("Ответ конфиденциален");
        assertThat(stream.getFirst()).isEqualTo("event: notice");
        assertThat(stream.get(1)).startsWith("data: ");
    }

    @ParameterizedTest
    @CsvSource({
        "kk, VzCsCV4VTfwOVDTzGfFz458lSaQIWQx1PcA0tVf_avA",
        "ru, mf9sxu5G0L-DJw3ezQGVlcvTbWsCiFuCBBA4C5MhpyI",
        "en, clSmw7RkCkiT5FQbOmSWlfRXkaBQgPHn3AmCbRC1qvo"
    })
    @DisplayName("the words of an edition never change, for records name it; the page speaks the reader's language")
    void words(String language, String digest) {
        UUID id = asked();
        Page page = pages.get(address(id), BrokerApi.reading(head, language)).expect(200);

        assertThat(digest(language)).isEqualTo(digest);
        assertThat(page.text())
                .doesNotContain("??")
                .contains(Notice.in(language).words().getFirst());
    }

    private UUID asked() {
        return api.ask(head, "head", BrokerApi.underInspection(INSPECTION, "VEHICLES"))
                .id();
    }

    private static String address(UUID id) {
        return "/questions/" + id;
    }

    private List<String> onRecord(UUID id) {
        return eventsOf(id).stream()
                .map(event -> event.action() + " " + event.outcome())
                .toList();
    }

    private long count(UUID id, String wanted) {
        return onRecord(id).stream().filter(wanted::equals).count();
    }

    private static String digest(String language) {
        return RequestEvents.sha256(
                String.join("\n", Notice.in(language).words()).getBytes(StandardCharsets.UTF_8));
    }
}
