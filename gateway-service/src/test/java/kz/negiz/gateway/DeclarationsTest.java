package kz.negiz.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import kz.negiz.kit.identity.ServesAnyone;
import kz.negiz.kit.identity.ServesServices;
import kz.negiz.kit.identity.ServesUsers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@DisplayName("Declarations of endpoints")
class DeclarationsTest extends RunningGateway {

    private static final List<Class<? extends Annotation>> DECLARATIONS =
            List.of(ServesAnyone.class, ServesUsers.class, ServesServices.class);

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    @DisplayName("each endpoint says whom it serves; only the login, the assets and the way out serve anyone")
    void everyEndpointIsDeclared() {
        List<String> open = mappings.getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith("kz.negiz"))
                .peek(entry -> assertThat(declarations(entry.getValue()))
                        .as(entry.getKey().toString())
                        .hasSize(1))
                .filter(entry -> declarations(entry.getValue()).contains(ServesAnyone.class))
                .flatMap(entry -> names(entry.getKey()))
                .sorted()
                .toList();

        assertThat(open)
                .containsExactly(
                        "DELETE /api/session",
                        "GET /assets/{hash}/{name}",
                        "GET /login",
                        "POST /api/login",
                        "POST /api/login/certificate",
                        "POST /api/login/challenge",
                        "POST /login",
                        "POST /logout");
    }

    @Test
    @DisplayName("whatever does not serve anyone answers nobody without a session")
    void closedEndpointsAreClosed() {
        mappings.getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith("kz.negiz"))
                .filter(entry -> !declarations(entry.getValue()).contains(ServesAnyone.class))
                .flatMap(entry -> names(entry.getKey()))
                .forEach(name -> {
                    String[] parts = name.split(" ", 2);
                    Browser.Answer answer =
                            browser().send(parts[0], parts[1].replaceAll("\\{[^}]*}", "x"), new byte[0]);
                    assertThat(answer.status()).as(name).isEqualTo(401);
                });
    }

    private static List<Class<? extends Annotation>> declarations(HandlerMethod handler) {
        List<Class<? extends Annotation>> onMethod = DECLARATIONS.stream()
                .filter(type -> AnnotatedElementUtils.hasAnnotation(handler.getMethod(), type))
                .toList();
        return !onMethod.isEmpty()
                ? onMethod
                : DECLARATIONS.stream()
                        .filter(type -> AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), type))
                        .toList();
    }

    private static Stream<String> names(RequestMappingInfo mapping) {
        Set<String> paths = mapping.getPatternValues();
        return mapping.getMethodsCondition().getMethods().stream()
                .flatMap(method -> paths.stream().map(path -> method + " " + path));
    }

    @Test
    @DisplayName("texts of every refusal stand in three languages")
    void everyProblemHasItsTexts() {
        var texts = new kz.negiz.kit.problem.ProblemTexts();
        for (GatewayProblem problem : GatewayProblem.values()) {
            assertThat(kz.negiz.kit.problem.ProblemTexts.LANGUAGES.stream()
                            .map(language -> texts.title(problem, language) + texts.detail(problem, language, "x")))
                    .as(problem.code())
                    .doesNotHaveDuplicates()
                    .allMatch(text -> !text.isBlank());
        }
        assertThat(Arrays.stream(GatewayProblem.values()).map(GatewayProblem::code))
                .doesNotHaveDuplicates();
    }
}
