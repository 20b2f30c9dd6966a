package kz.negiz.kit.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets a request reach an endpoint only if the endpoint declares that it serves such a caller; an endpoint without a
 * declaration serves nobody.
 */
public final class EndpointDeclarations implements HandlerInterceptor {

    /** Looking for annotations takes longer than all else that is done here, and they don't change. */
    private final Map<Endpoint, Declaration> declarations = new ConcurrentHashMap<>();

    private record Endpoint(Class<?> type, Method method) {

        /** What stands at the method replaces all that stands at its class. */
        Declaration declaration() {
            Declaration own = Declaration.at(method);
            return own.isNone() ? Declaration.at(type) : own;
        }
    }

    private record Declaration(
            @Nullable ServesAnyone anyone,
            @Nullable ServesUsers users,
            @Nullable ServesServices services) {

        static Declaration at(AnnotatedElement element) {
            return new Declaration(
                    find(element, ServesAnyone.class),
                    find(element, ServesUsers.class),
                    find(element, ServesServices.class));
        }

        private static <A extends Annotation> @Nullable A find(AnnotatedElement element, Class<A> declaration) {
            return AnnotatedElementUtils.findMergedAnnotation(element, declaration);
        }

        boolean isNone() {
            return anyone == null && users == null && services == null;
        }
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method) || isErrorPage(method)) {
            return true;
        }
        Declaration declaration = declarations.computeIfAbsent(
                new Endpoint(method.getBeanType(), method.getMethod()), Endpoint::declaration);
        if (declaration.anyone() != null) {
            return true;
        }
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (!(authentication instanceof CallerAuthentication known)) {
            throw new ProblemException(CommonProblem.UNAUTHENTICATED);
        }
        switch (known.getPrincipal()) {
            case Caller.User user -> checkUser(user, declaration.users());
            case Caller.Service service -> checkService(service, declaration.services());
        }
        return true;
    }

    private static void checkUser(Caller.User user, @Nullable ServesUsers declaration) {
        if (declaration == null) {
            throw new ProblemException(CommonProblem.FORBIDDEN);
        }
        if (!user.agreementSigned() && !declaration.beforeAgreement()) {
            throw new ProblemException(CommonProblem.AGREEMENT_NOT_SIGNED).rule("R41-7");
        }
        if (declaration.value().length > 0 && Arrays.stream(declaration.value()).noneMatch(user::has)) {
            throw new ProblemException(CommonProblem.FORBIDDEN);
        }
    }

    private static void checkService(Caller.Service service, @Nullable ServesServices declaration) {
        if (declaration == null || !Arrays.asList(declaration.value()).contains(service.name())) {
            throw new ProblemException(CommonProblem.FORBIDDEN);
        }
    }

    private static boolean isErrorPage(HandlerMethod method) {
        return method.getBeanType().getName().startsWith("org.springframework.boot.");
    }
}
