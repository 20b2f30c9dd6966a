package kz.negiz.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The one accepted form of a path")
class LocalPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/questions/ask",
                "/api/questions/0198f0aa-0000-7000-8000-000000000000",
                "/api/registry/bodies/",
                "/audit/a.b_c~d!$'()*,=:@&+",
                "/video/%D2%9B%D0%B0",
                "/questions/a%20b",
                "/questions?next=%2Fx&y=a/b?c",
                "/questions/...",
                "/questions/.well"
            })
    void isLocal(String target) {
        assertThat(LocalPath.isLocal(target)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "questions",
                "//evil.example",
                "/\\evil.example",
                "https://evil.example/",
                "/a//b",
                "/a/../b",
                "/a/..",
                "/a/.",
                "/./a",
                "/a%2fb",
                "/a%2Fb",
                "/a%5Cb",
                "/a%2e%2e",
                "/a%41",
                "/a%25",
                "/a%0d%0a",
                "/a%",
                "/a%4",
                "/a%zz",
                "/a%１１",
                "/a%C0%AF",
                "/a;b",
                "/a b",
                "/a\tb",
                "/қ",
                "/a#b",
                "/a?b#c",
                "/a?b<c",
                "/a?b\\c",
                "/a?%zz",
                "/a?\r\nX: y"
            })
    void isNotLocal(String target) {
        assertThat(LocalPath.isLocal(target)).isFalse();
    }
}
