package kz.negiz.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("IIN and BIN")
class SubjectTest {

    @Test
    @DisplayName("a wrong digit is found, but for those that the rule of the numbers itself misses")
    void findsWrongDigits() {
        String right = TestAsks.OFFICER_IIN;
        assertThat(Subject.isWellFormed(Subject.Kind.IIN, right)).isTrue();
        int missed = 0;
        int eleventh = 10; // its weight is 11, so the first sum does not see it
        for (int position = 0; position < right.length(); position++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                String changed = right.substring(0, position) + digit + right.substring(position + 1);
                if (position != eleventh && !changed.equals(right) && Subject.isWellFormed(Subject.Kind.IIN, changed)) {
                    assertThat(position).isNotEqualTo(right.length() - 1);
                    missed++;
                }
            }
        }
        assertThat(missed).isLessThan(3);
    }

    @Test
    @DisplayName("a person's number is no organisation's, and the other way round")
    void keepsKindsApart() {
        assertThat(Subject.recognise(TestAsks.OFFICER_IIN))
                .get()
                .extracting(Subject::kind)
                .isEqualTo(Subject.Kind.IIN);
        assertThat(TestAsks.TAXPAYER.kind()).isEqualTo(Subject.Kind.BIN);
        assertThat(Subject.isWellFormed(Subject.Kind.BIN, TestAsks.OFFICER_IIN)).isFalse();
        assertThat(Subject.isWellFormed(Subject.Kind.IIN, TestAsks.TAXPAYER.value()))
                .isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new Subject(Subject.Kind.IIN, TestAsks.TAXPAYER.value()));
    }

    @Test
    @DisplayName("other digits, lengths and dates are refused")
    void refusesOtherForms() {
        assertThat(Subject.recognise("")).isEmpty();
        assertThat(Subject.recognise("99010150000")).isEmpty();
        assertThat(Subject.recognise(TestAsks.OFFICER_IIN + "0")).isEmpty();
        assertThat(Subject.recognise("٩٩٠١٠١٥٠٠٠٠٣")).isEmpty();
        assertThat(Subject.recognise("000000000000")).isEmpty();
    }

    @Test
    @DisplayName("the text form does not tell the number")
    void textFormHidesTheNumber() {
        assertThat(TestAsks.TAXPAYER.toString()).doesNotContain(TestAsks.TAXPAYER.value());
        assertThat(TestAsks.officer("A", "B").toString()).doesNotContain(TestAsks.OFFICER_IIN);
    }
}
