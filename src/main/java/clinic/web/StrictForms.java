package clinic.web;

import clinic.shared.Actor;
import clinic.shared.Invalid;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * Refuses a form with a field that its controller does not read, or one field twice, as the API refuses such a body, and the
 * one character that no text of the database can hold. It is the controller that is asked and not the one method, because a
 * form with several buttons sends the same fields to each.
 */
class StrictForms implements HandlerInterceptor {

    /** Of each controller the fields, and whether there may be several values of one. */
    private final Map<Class<?>, Map<String, Boolean>> known = new ConcurrentHashMap<>();

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
                if (values.length > 1 && !mayRepeat(name, method)) {
                    problems.add(new Invalid.Problem(name, "REPEATED", "This field is given more than once."));
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
        return fieldsOf(method).containsKey(inAnyRow(name));
    }

    private boolean mayRepeat(String name, HandlerMethod method) {
        return fieldsOf(method).getOrDefault(inAnyRow(name), false);
    }

    private Map<String, Boolean> fieldsOf(HandlerMethod method) {
        return known.computeIfAbsent(method.getBeanType(), StrictForms::fields);
    }

    private static String inAnyRow(String name) {
        return name.replaceAll("\\[\\d{1,3}]", "[]");
    }

    private static Map<String, Boolean> fields(Class<?> controller) {
        Map<String, Boolean> fields = new HashMap<>(Map.of("_csrf", false));
        for (Method method : controller.getDeclaredMethods()) {
            if (AnnotatedElementUtils.hasAnnotation(method, RequestMapping.class)) {
                Stream.of(method.getParameters()).forEach(parameter -> addNames(parameter, fields));
            }
        }
        return fields;
    }

    private static void addNames(Parameter parameter, Map<String, Boolean> fields) {
        RequestParam single = parameter.getAnnotation(RequestParam.class);
        if (single != null) {
            fields.merge(
                    single.name().isEmpty() ? parameter.getName() : single.name(),
                    isMany(parameter.getType()),
                    Boolean::logicalOr);
        } else if (parameter.getType() != Actor.class) {
            addComponents("", ResolvableType.forType(parameter.getParameterizedType()), fields);
        }
    }

    private static boolean isMany(Class<?> type) {
        return Collection.class.isAssignableFrom(type) || type.isArray();
    }

    /** The names under which a form's record is sent: {@code name}, and {@code rows[].name} for a list of records. */
    private static void addComponents(String prefix, ResolvableType type, Map<String, Boolean> fields) {
        Class<?> form = type.resolve(Object.class);
        if (!form.isRecord()) {
            return;
        }
        for (RecordComponent component : form.getRecordComponents()) {
            ResolvableType of = ResolvableType.forType(component.getGenericType());
            fields.merge(prefix + component.getName(), isMany(component.getType()), Boolean::logicalOr);
            addComponents(
                    prefix + component.getName() + "[].", of.asCollection().getGeneric(), fields);
        }
    }
}
