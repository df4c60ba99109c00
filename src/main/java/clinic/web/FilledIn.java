package clinic.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.View;

/** A page of ours as it is when these fields, and nothing of the request at hand, are sent to it. */
class FilledIn implements View {

    private final String page;
    private final MultiValueMap<String, String> fields = new LinkedMultiValueMap<>();

    /** @param page a path that reads only: who may see it is not asked on the way there */
    FilledIn(String page, List<SentField> fields) {
        this.page = page;
        fields.forEach(field -> this.fields.add(field.name(), field.value()));
    }

    @Override
    public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.getRequestDispatcher(page).forward(new Filled(request), response);
    }

    private final class Filled extends HttpServletRequestWrapper {

        Filled(HttpServletRequest request) {
            super(request);
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return fields.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, field -> field.getValue().toArray(String[]::new)));
        }

        @Override
        public @Nullable String getParameter(String name) {
            return fields.getFirst(name);
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            List<String> values = fields.get(name);
            return values == null ? null : values.toArray(String[]::new);
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(fields.keySet());
        }
    }
}
