package kz.negiz.video.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kz.negiz.kit.problem.ProblemException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentFormatTest {

    private static final UUID ID = UUID.fromString("019a9f6c-0c00-7aaa-8bbb-cccccccccccc");
    private static final UUID WAREHOUSE = UUID.fromString("019a9f6c-0c00-7aaa-8bbb-000000000001");
    private static final UUID REQUEST = UUID.fromString("019a9f6c-0c00-7aaa-8bbb-000000000002");

    private static AccessDocument document(String language) {
        return new AccessDocument(
                "negiz-test",
                ID,
                Instant.parse("2026-11-22T08:00:00.120Z"),
                WAREHOUSE,
                "Қойма {0} \"1\"",
                Optional.of(REQUEST),
                Optional.empty(),
                new Access("camera", "s3 cret'{}", "https://video.example/1", "", false),
                language);
    }

    @Test
    @DisplayName("the bytes of version 1 never change")
    void theBytesAreTheSpecifiedOnes() {
        assertThat(new String(DocumentFormat.write(document("en")), StandardCharsets.UTF_8))
                .isEqualTo("""
                {"access":{"login":"camera","password":"s3 cret'{}","program":"","programNeeded":false,\
                "url":"https://video.example/1"},"audience":"negiz-test","changedAt":"",\
                "id":"019a9f6c-0c00-7aaa-8bbb-cccccccccccc","issued":"2026-11-22T08:00:00.120Z","language":"en",\
                "request":"019a9f6c-0c00-7aaa-8bbb-000000000002","type":"kz.negiz.video-access","version":1,\
                "warehouse":{"id":"019a9f6c-0c00-7aaa-8bbb-000000000001","name":"Қойма {0} \\"1\\""},\
                "words":["Through the system negiz-test I hand over the access to the video surveillance of a temporary \
                storage warehouse.","Warehouse: Қойма {0} \\"1\\" (019a9f6c-0c00-7aaa-8bbb-000000000001).",\
                "Answer to the request 019a9f6c-0c00-7aaa-8bbb-000000000002.","Login: camera","Password: s3 cret'{}",\
                "Address (URL): https://video.example/1","No installation program is needed.",\
                "Document 019a9f6c-0c00-7aaa-8bbb-cccccccccccc, made at 22.11.2026 13:00:00 +05:00 (Astana time)."]}""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kk", "ru", "en"})
    void whatWasWrittenIsRead(String language) {
        AccessDocument document = document(language);

        assertThat(DocumentFormat.read(DocumentFormat.write(document))).isEqualTo(document);
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "camera\",| other\",",
                "Login: camera| Login: other",
                "\"version\":1| \"version\":2",
                "\"language\":\"en\"| \"language\":\"ru\"",
                "\"changedAt\":\"\"| \"changedAt\":\"2026-11-22T08:00:00.000Z\"",
                "{\"access\"| { \"access\"",
                "\"version\":1,| \"version\":1,\"more\":1,",
                "\"version\":1,| \"version\":1,\"version\":1,",
                "kz.negiz.video-access| kz.negiz.question",
                "12-00-00| x",
            })
    void anyOtherBytesAreNotADocumentAndAreNotRepeated(String what, String instead) {
        String text = new String(DocumentFormat.write(document("en")), StandardCharsets.UTF_8);
        String changed = text.contains(what)
                ? text.replaceFirst(Pattern.quote(what), Matcher.quoteReplacement(instead))
                : text + " ";

        assertThatThrownBy(() -> DocumentFormat.read(changed.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ProblemException.class)
                .hasMessage("video-document-malformed")
                .hasNoCause();
    }

    @Test
    void nothingOfAnAccessGetsIntoALogLine() {
        assertThat(document("en").toString() + document("en").access()).doesNotContain("s3 cret", "camera");
    }
}
