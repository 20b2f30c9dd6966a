package kz.negiz.kit.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.annotation.Annotation;
import java.util.Arrays;
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

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method) || isErrorPage(method)) {
            return true;
        }
        if (declared(method, ServesAnyone.class) != null) {
            return true;
        }
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (!(authentication instanceof CallerAuthentication known)) {
            throw new ProblemException(CommonProblem.UNAUTHENTICATED);
        }
        switch (known.getPrincipal()) {
            case Caller.User user -> checkUser(user, declared(method, ServesUsers.class));
            case Caller.Service service -> checkService(service, declared(method, ServesServices.class));
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

    private static <A extends Annotation> @Nullable A declared(HandlerMethod method, Class<A> declaration) {
        A onMethod = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), declaration);
        if (onMethod != null) {
            return onMethod;
        }
        boolean replaced = AnnotatedElementUtils.hasAnnotation(method.getMethod(), ServesUsers.class)
                || AnnotatedElementUtils.hasAnnotation(method.getMethod(), ServesServices.class)
                || AnnotatedElementUtils.hasAnnotation(method.getMethod(), ServesAnyone.class);
        return replaced ? null : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), declaration);
    }
}
