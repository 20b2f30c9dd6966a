package kz.negiz.testkit.api;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.ServesUsers;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The endpoints of a running service under {@code /api}, as a description has to tell them. */
final class DescribedEndpoints {

    private DescribedEndpoints() {}

    /** By verb and path; an address may be served by several methods, for several formats. */
    static Map<String, List<Endpoint>> of(ApplicationContext service) {
        Map<String, List<Endpoint>> endpoints = new TreeMap<>();
        service.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((info, method) -> info.getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/"))
                        .forEach(path -> info.getMethodsCondition()
                                .getMethods()
                                .forEach(verb -> endpoints
                                        .computeIfAbsent(verb + " " + path, key -> new ArrayList<>())
                                        .add(new Endpoint(info, method)))));
        return endpoints;
    }

    /** A method that serves an address. */
    record Endpoint(RequestMappingInfo info, HandlerMethod handler) {

        private Method method() {
            return handler.getMethod();
        }

        /** The roles that it serves; empty if it serves everybody, also without a session. */
        Set<String> roles() {
            Optional<ServesUsers> users = Optional.ofNullable(
                            AnnotatedElementUtils.findMergedAnnotation(method(), ServesUsers.class))
                    .or(() -> Optional.ofNullable(
                            AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), ServesUsers.class)));
            Set<String> roles = new TreeSet<>();
            users.ifPresent(served -> Arrays.stream(served.value().length == 0 ? AccessRole.values() : served.value())
                    .forEach(role -> roles.add(role.name())));
            return roles;
        }

        /** What is answered; {@code void} where there is nothing to read. */
        Type answer() {
            Type type = method().getGenericReturnType();
            return type instanceof ParameterizedType generic && generic.getRawType() == ResponseEntity.class
                    ? generic.getActualTypeArguments()[0]
                    : type;
        }

        Optional<RequestBody> body() {
            return bodyParameter().map(parameter -> parameter.getAnnotation(RequestBody.class));
        }

        Optional<Type> bodyType() {
            return bodyParameter().map(Parameter::getParameterizedType);
        }

        private Optional<Parameter> bodyParameter() {
            return Arrays.stream(method().getParameters())
                    .filter(parameter -> parameter.isAnnotationPresent(RequestBody.class))
                    .findFirst();
        }

        Set<String> parameters() {
            Set<String> lines = new TreeSet<>();
            for (Parameter parameter : method().getParameters()) {
                RequestParam query = parameter.getAnnotation(RequestParam.class);
                if (parameter.isAnnotationPresent(PathVariable.class)) {
                    lines.add(line(
                            "path",
                            parameter.getName(),
                            true,
                            DescribedTypes.scalar(parameter.getParameterizedType()),
                            ""));
                } else if (query != null) {
                    boolean optional = parameter.getType() == Optional.class;
                    boolean hasDefault = !query.defaultValue().equals(ValueConstants.DEFAULT_NONE);
                    Type type = optional
                            ? ((ParameterizedType) parameter.getParameterizedType()).getActualTypeArguments()[0]
                            : parameter.getType();
                    lines.add(line(
                            "query",
                            parameter.getName(),
                            !optional && !hasDefault,
                            DescribedTypes.scalar(type),
                            hasDefault ? query.defaultValue() : ""));
                }
            }
            info.getHeadersCondition()
                    .getExpressions()
                    .forEach(header ->
                            lines.add(line("header", header.getName(), false, String.valueOf(header.getValue()), "")));
            return lines;
        }

        static String line(String in, String name, boolean required, String type, String preset) {
            return in + " " + name + ": " + type + (required ? ", required" : "")
                    + (preset.isEmpty() ? "" : ", default " + preset);
        }
    }
}
