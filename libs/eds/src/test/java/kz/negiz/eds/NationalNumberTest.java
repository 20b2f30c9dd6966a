package kz.negiz.eds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import kz.negiz.demo.pki.SyntheticNumbers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An IIN or BIN")
class NationalNumberTest {

    @Test
    @DisplayName("is well formed with its check digit and with no other")
    void checkDigit() {
        IntStream.range(0, 500)
                .mapToObj(i -> SyntheticNumbers.iin("number " + i))
                .forEach(number -> {
                    for (char digit = '0'; digit <= '9'; digit++) {
                        String other = number.substring(0, 11) + digit;
                        assertThat(NationalNumber.isWellFormed(other)).as(other).isEqualTo(other.equals(number));
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "99010150000", "9901015000066", "99010150000x", "٩٩٠١٠١٥٠٠٠٠٦", "            "})
    @DisplayName("is twelve digits of ASCII")
    void twelveDigits(String text) {
        assertThat(NationalNumber.isWellFormed(text)).isFalse();
    }
}
