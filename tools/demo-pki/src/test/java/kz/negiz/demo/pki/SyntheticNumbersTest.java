package kz.negiz.demo.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SyntheticNumbersTest {

    @Test
    void theCheckDigitIsThatOfPublishedBins() {
        // Published numbers of public companies: Kazakhtelecom, Halyk Bank.
        assertThat(SyntheticNumbers.hasRightCheckDigit("941240000193")).isTrue();
        assertThat(SyntheticNumbers.hasRightCheckDigit("940140000385")).isTrue();
        assertThat(SyntheticNumbers.hasRightCheckDigit("941240000194")).isFalse();
        assertThat(SyntheticNumbers.isSynthetic("941240000193")).isFalse();
    }

    @Test
    void everyNumberIsSyntheticWithTheRightCheckDigit() {
        Set<String> iins = new HashSet<>();
        for (int i = 0; i < 3000; i++) {
            String iin = SyntheticNumbers.iin("person " + i);
            String bin = SyntheticNumbers.bin("organisation " + i);
            assertThat(iin).matches("99(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])[56]\\d{5}");
            assertThat(bin).matches("\\d\\d1340\\d{6}");
            assertThat(SyntheticNumbers.isSynthetic(iin)).isTrue();
            assertThat(SyntheticNumbers.isSynthetic(bin)).isTrue();
            iins.add(iin);
        }
        assertThat(iins).hasSizeGreaterThan(2990);
    }

    @Test
    void theSameNameGivesTheSameNumber() {
        assertThat(SyntheticNumbers.iin("head")).isEqualTo(SyntheticNumbers.iin("head"));
        assertThat(SyntheticNumbers.iin("head")).isNotEqualTo(SyntheticNumbers.iin("other-head"));
    }

    @Test
    void whenTheFirstWeightsGiveTenThenTheSecondDecide() {
        boolean secondRoundUsed = false;
        for (int i = 0; i < 100_000 && !secondRoundUsed; i++) {
            String body = String.format(java.util.Locale.ROOT, "990101%05d", i);
            int sum = 0;
            for (int k = 0; k < 11; k++) {
                sum += (body.charAt(k) - '0') * (k + 1);
            }
            if (sum % 11 == 10) {
                secondRoundUsed = true;
                assertThat(SyntheticNumbers.checkDigit(body)).isBetween(-1, 9);
            }
        }
        assertThat(secondRoundUsed).isTrue();
    }
}
