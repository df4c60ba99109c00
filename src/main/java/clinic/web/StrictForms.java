package clinic.web;

import clinic.shared.Actor;
import clinic.shared.Invalid;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a form with a field that its controller does not read, as the API refuses such a field of a body, and the one
 * character that no text of the database can hold. It is the controller that is asked and not the one method, because a
 * form with several buttons sends the same fields to each.
 */
class StrictForms implements HandlerInterceptor {

    private final Map<Class<?>, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith("clinic.web.")) {
            List<Invalid.Problem> problems = new ArrayList<>();
            request.getParameterMap().forEach((name, values) -> {
                if (Stream.of(values).anyMatch(value -> value.indexOf('\0') >= 0)) {
                    problems.add(new Invalid.Problem(name, "INVALID_FORMAT", "A text cannot hold this character."));
                }
                if (HttpMethod.POST.matches(request.getMethod()) && !isKnown(name, method)) {
                    problems.add(new Invalid.Problem(name, "UNKNOWN_FIELD", "There is no such field here."));
                }
            });
            if (request instanceof MultipartHttpServletRequest upload) {
                upload.getFileNames().forEachRemaining(name -> {
                    if (!isKnown(name, method)) {
                        problems.add(new Invalid.Problem(name, "UNKNOWN_FIELD", "There is no such field here."));
                    }
                });
            }
            if (!problems.isEmpty()) {
                throw new Invalid(problems);
            }
        }
        return true;
    }

    private boolean isKnown(String name, HandlerMethod method) {
        return known.computeIfAbsent(method.getBeanType(), StrictForms::fields)
                .contains(name.replaceAll("\\[\\d{1,3}]", "[]"));
    }

    private static Set<String> fields(Class<?> controller) {
        Set<String> fields = new HashSet<>(Set.of("_csrf"));
        for (Method method : controller.getDeclaredMethods()) {
            if (AnnotatedElementUtils.hasAnnotation(method, RequestMapping.class)) {
                Stream.of(method.getParameters()).forEach(parameter -> addNames(parameter, fields));
            }
        }
        return fields;
    }

    private static void addNames(Parameter parameter, Set<String> fields) {
        RequestParam single = parameter.getAnnotation(RequestParam.class);
        if (single != null) {
            fields.add(single.name().isEmpty() ? parameter.getName() : single.name());
        } else if (parameter.getType() != Actor.class) {
            addComponents("", ResolvableType.forType(parameter.getParameterizedType()), fields);
        }
    }

    /** The names under which a form's record is sent: {@code name}, and {@code rows[].name} for a list of records. */
    private static void addComponents(String prefix, ResolvableType type, Set<String> fields) {
        Class<?> form = type.resolve(Object.class);
        if (!form.isRecord()) {
            return;
        }
        for (RecordComponent component : form.getRecordComponents()) {
            ResolvableType of = ResolvableType.forType(component.getGenericType());
            fields.add(prefix + component.getName());
            addComponents(
                    prefix + component.getName() + "[].", of.asCollection().getGeneric(), fields);
        }
    }
}
