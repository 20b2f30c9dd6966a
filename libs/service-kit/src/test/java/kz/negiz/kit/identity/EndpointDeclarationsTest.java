package kz.negiz.kit.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.UUID;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import org.assertj.core.api.ThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;

class EndpointDeclarationsTest {

    /** One for all, as in a service: what it remembers of an endpoint must hold for every caller. */
    private static final EndpointDeclarations DECLARATIONS = new EndpointDeclarations();

    @AfterEach
    void forget() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void endpointWithoutDeclarationServesNobody() {
        refused(CommonProblem.UNAUTHENTICATED, () -> call("undeclared", null));
        refused(CommonProblem.FORBIDDEN, () -> call("undeclared", user(true, AccessRole.OPERATOR)));
        refused(CommonProblem.FORBIDDEN, () -> call("undeclared", new Caller.Service("gateway-service")));
    }

    @Test
    void endpointForAnyoneServesStrangers() throws Exception {
        assertThat(call("anyone", null)).isTrue();
    }

    @Test
    void endpointForARoleServesThatRoleOnly() throws Exception {
        assertThat(call("operators", user(true, AccessRole.OPERATOR))).isTrue();
        refused(CommonProblem.FORBIDDEN, () -> call("operators", user(true, AccessRole.OFFICER)));
        refused(CommonProblem.FORBIDDEN, () -> call("operators", user(true)));
        refused(CommonProblem.FORBIDDEN, () -> call("operators", new Caller.Service("gateway-service")));
    }

    @Test
    void endpointForServicesServesTheNamedOnesOnly() throws Exception {
        assertThat(call("services", new Caller.Service("query-broker-service"))).isTrue();
        refused(CommonProblem.FORBIDDEN, () -> call("services", new Caller.Service("video-access-service")));
        refused(CommonProblem.FORBIDDEN, () -> call("services", user(true, AccessRole.OPERATOR)));
    }

    @Test
    void firstEntryOpensOnlyTheAgreement_R41_7() throws Exception {
        refused(CommonProblem.AGREEMENT_NOT_SIGNED, () -> call("everybody", user(false, AccessRole.OFFICER)));
        assertThat(call("agreement", user(false, AccessRole.OFFICER))).isTrue();
    }

    @Test
    void declarationOfAMethodReplacesTheOneOfItsClass() throws Exception {
        assertThat(call(new ForOperators(), "like", user(true, AccessRole.OPERATOR)))
                .isTrue();
        refused(
                CommonProblem.FORBIDDEN,
                () -> call(new ForOperators(), "forServices", user(true, AccessRole.OPERATOR)));
        assertThat(call(new ForOperators(), "forServices", new Caller.Service("query-broker-service")))
                .isTrue();
    }

    private static void refused(CommonProblem problem, ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }

    private static boolean call(String endpoint, @Nullable Caller caller) throws Exception {
        return call(new Endpoints(), endpoint, caller);
    }

    private static boolean call(Object controller, String endpoint, @Nullable Caller caller) throws Exception {
        SecurityContextHolder.clearContext();
        if (caller != null) {
            SecurityContextHolder.getContext().setAuthentication(new CallerAuthentication(caller));
        }
        HandlerMethod handler =
                new HandlerMethod(controller, controller.getClass().getDeclaredMethod(endpoint));
        return DECLARATIONS.preHandle(new MockHttpServletRequest(), new MockHttpServletResponse(), handler);
    }

    private static Caller.User user(boolean agreementSigned, AccessRole... roles) {
        return new Caller.User(
                UUID.randomUUID(), AccountKind.PERSON, Set.of(roles), "b", "k", "/", "", agreementSigned, "s", "kk");
    }

    @ServesUsers(AccessRole.OPERATOR)
    static final class ForOperators {
        void like() {}

        @ServesServices("query-broker-service")
        void forServices() {}
    }

    static final class Endpoints {
        void undeclared() {}

        @ServesAnyone
        void anyone() {}

        @ServesUsers(AccessRole.OPERATOR)
        void operators() {}

        @ServesUsers
        void everybody() {}

        @ServesUsers(beforeAgreement = true)
        void agreement() {}

        @ServesServices("query-broker-service")
        void services() {}
    }
}
