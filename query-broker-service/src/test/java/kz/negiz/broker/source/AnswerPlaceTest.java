package kz.negiz.broker.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.LocalDate;
import java.util.Optional;
import kz.negiz.rules.Subject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Where a source says that its answer will be")
class AnswerPlaceTest {

    private static final URI BASE = URI.create("https://sources.example.kz:8443/api/");
    private static final Subject SUBJECT = Subject.of(Subject.Kind.BIN, "991340000017");

    private static Optional<String> place(String location) {
        return AnswerPlace.of(BASE, "/services/VEHICLES", location, SUBJECT).map(AnswerPlace::path);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/services/VEHICLES/answers/1, /services/VEHICLES/answers/1",
        "https://sources.example.kz:8443/api/late?id=1, /late?id=1",
        "HTTPS://SOURCES.example.kz:8443/api/late/1, /late/1",
        "VEHICLES/answers/1, /services/VEHICLES/answers/1",
        "./answers/1, /services/answers/1"
    })
    @DisplayName("is taken below its own address, however it is written")
    void own(String location, String path) {
        assertThat(place(location)).contains(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/api",
                "/services/VEHICLES/1",
                "/apis/1",
                "http://sources.example.kz:8443/api/1",
                "https://sources.example.kz/api/1",
                "https://169.254.169.254/api/1",
                "https://sources.example.kz:8443@evil.example/api/1",
                "https://user@sources.example.kz:8443/api/1",
                "//evil.example/api/1",
                "///evil.example/api/1",
                "\\\\evil.example\\api",
                "/api/../internal",
                "/api/./../internal",
                "/api/%2e%2e/internal",
                "/api/a%2fb",
                "/api//internal",
                "/api/1#part",
                "/api/1?to=http://evil.example/%0d%0aX:1",
                "/api/late/991340000017",
                "/api/late?bin=991340000017",
                "file:///etc/passwd",
                "jar:https://sources.example.kz:8443/api/1!/",
                "javascript:1",
                "/api/ 1",
                "/api/1\r\nX: 1",
                "/api/ә"
            })
    @DisplayName("is nowhere else, and names nobody")
    void elsewhere(String location) {
        assertThat(place(location)).as(location).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/late/Myrzabekov", "/api/late/myrzabekov-1", "/api/late/2099-01-31"})
    @DisplayName("does not name a person either")
    void persons(String location) {
        Subject person = new Subject.PersonName("Myrzabekov", "Aidar", Optional.empty(), LocalDate.of(2099, 1, 31));

        assertThat(AnswerPlace.of(BASE, "/services/VEHICLES", location, person)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {513, 100_000})
    @DisplayName("is not too long")
    void tooLong(int length) {
        assertThat(place("/api/" + "a".repeat(length - 5))).isEmpty();
        assertThat(place("/api/" + "a".repeat(500))).isPresent();
    }
}
