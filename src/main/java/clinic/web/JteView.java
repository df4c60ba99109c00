package clinic.web;

import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.View;

/**
 * One template, drawn for one request. The page is complete before its first byte is sent, so that a failure half way
 * becomes an error page and never half a page. Nothing of a page is kept in any cache.
 */
class JteView implements View {

    private static final String CONTENT_TYPE = "text/html;charset=UTF-8";

    private final TemplateEngine engine;
    private final Pages pages;
    private final String template;

    JteView(TemplateEngine engine, Pages pages, String template) {
        this.engine = engine;
        this.pages = pages;
        this.template = template;
    }

    @Override
    public String getContentType() {
        return CONTENT_TYPE;
    }

    @Override
    public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Map<String, Object> values = new HashMap<>();
        if (model != null) {
            values.putAll(model);
        }
        Page page = pages.page(request);
        values.put("page", page);
        Utf8ByteOutput html = new Utf8ByteOutput();
        engine.render(template, values, html);

        response.setContentType(CONTENT_TYPE);
        response.setContentLength(html.getContentLength());
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, page.lang());
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE + ", " + HttpHeaders.COOKIE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        html.writeTo(response.getOutputStream());
    }
}
