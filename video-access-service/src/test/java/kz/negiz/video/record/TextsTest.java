package kz.negiz.video.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..........", "aaaaaaaaaaaaaaa", "1234567890123", "тексеру"})
    void whatSaysNothingIsNoReason(String text) {
        assertThat(Texts.hasContent(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Қойманы жоспарлы тексеру", "Проверка склада", "Routine check No. 7"})
    void wordsAreAReason(String text) {
        assertThat(Texts.hasContent(text)).isTrue();
    }

    @Test
    void aTidyTextShowsExactlyWhatItIs() {
        assertThat(Texts.tidy("  one\n two\u202e\u00a0 three\u0000 ")).isEqualTo("one two three");
        assertThat(Texts.isPlain("pass word")).isTrue();
        assertThat(Texts.isPlain("pass\u202eword")).isFalse();
    }
}
