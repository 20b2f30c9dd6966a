package kz.negiz.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The files of an edition")
class EditionFilesTest {

    private static final Instant FROM = Instant.parse("2030-01-01T00:00:00Z");

    private final EditionFiles shipped = ShippedEdition.all().getFirst().files();

    @Test
    @DisplayName("are the edition that they were read as, and any change of a byte is another one")
    void digest() {
        assertThat(EditionFiles.of(all()).sha256()).isEqualTo(shipped.sha256());
        for (String name : EditionFiles.NAMES) {
            Map<String, byte[]> changed = all();
            byte[] content = shipped.content(name);
            content[content.length - 2] ^= 1;
            changed.put(name, content);
            assertThat(EditionFiles.of(changed).sha256()).as(name).isNotEqualTo(shipped.sha256());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Order 1", "Order \"On access\", paragraph 2, as amended", "№ 41-бұйрық; \"7\"-тармақ", ","})
    @DisplayName("take another head, whatever its source says, and are otherwise the same")
    void head(String source) {
        ShippedEdition edition = shipped.under(7, FROM, source).read();

        assertThat(edition.number()).isEqualTo(7);
        assertThat(edition.validFrom()).isEqualTo(FROM);
        assertThat(edition.source()).isEqualTo(source);
        assertThat(edition.tables()).isEqualTo(shipped.read().tables());
        assertThat(edition.sha256()).isEqualTo(edition.files().sha256()).isNotEqualTo(shipped.sha256());
        assertThatCode(edition::rules).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "edition, 'number,valid_from,source\n0,2030-01-01T00:00:00Z,x\n'",
        "edition, 'number,valid_from,source\n2,tomorrow,x\n'",
        "edition, 'number,valid_from,source\n2,2030-01-01T00:00:00Z,x\n3,2031-01-01T00:00:00Z,x\n'",
        "edition, 'number,valid_from\n2,2030-01-01T00:00:00Z\n'",
        "articles, 'no,article,part,title_kk,title_en\n1,214\n'",
        "articles, 'no,article,part,title_kk,title_en\n1,\"214,1,a,b\n'"
    })
    @DisplayName("are refused with the file that is wrong")
    void wrong(String table, String content) {
        Map<String, byte[]> files = all();
        files.put(table, content.getBytes(StandardCharsets.UTF_8));

        assertThatExceptionOfType(InvalidEditionException.class)
                .isThrownBy(() -> EditionFiles.of(files).read())
                .withMessageStartingWith(table + ".csv");
    }

    @Test
    @DisplayName("are refused when one is missing, too many, or longer than any table")
    void bounds() {
        Map<String, byte[]> missing = all();
        missing.remove("roles");
        Map<String, byte[]> more = all();
        more.put("others", new byte[0]);
        Map<String, byte[]> longer = all();
        longer.put("roles", new byte[EditionFiles.MOST_BYTES + 1]);

        for (Map<String, byte[]> files : List.of(missing, more, longer)) {
            assertThatExceptionOfType(InvalidEditionException.class).isThrownBy(() -> EditionFiles.of(files));
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "articles, 'no,article,part,title_kk,title_en\n1,214 p,1,a,b\n', not written like",
        "articles, 'no,article,part,title_kk,title_en\n1,214,1,a,b\n2,214,1,a,b\n', stands twice",
        "redactions, 'source,service_code,level,rule,instruction,path,value,note\n*,*,FULL,R150-A1,KEEP,**,,\n', no redaction",
        "redactions, 'source,service_code,level,rule,instruction,path,value,note\n*,*,FULL,R150-A1,KEEP,**,,\n*,*,FULL,R150-A1,KEEP,a,,\n', keeps everything",
        "redactions, 'source,service_code,level,rule,instruction,path,value,note\n*,*,FULL,R150-A1,KEEP,a..b,,\n', path is not well formed",
        "redactions, 'source,service_code,level,rule,instruction,path,value,note\n*,*,FULL,R150-A1,ONLY_WHERE,a.b,1,\n', path is not well formed",
        "redactions, 'source,service_code,level,rule,instruction,path,value,note\n*,*,FULL,by law,KEEP,**,,\n', rule is not well formed"
    })
    @DisplayName(
            "make no edition whose permits could not be shown, or whose refusals could not be put on record (R150-9, R150-A1)")
    void contradictions(String table, String content, String words) {
        Map<String, byte[]> files = all();
        files.put(table, content.getBytes(StandardCharsets.UTF_8));

        assertThatExceptionOfType(InvalidEditionException.class)
                .isThrownBy(() -> EditionFiles.of(files).read().rules())
                .withMessageContaining(words);
    }

    private Map<String, byte[]> all() {
        Map<String, byte[]> files = new TreeMap<>();
        EditionFiles.NAMES.forEach(name -> files.put(name, shipped.content(name)));
        return files;
    }
}
