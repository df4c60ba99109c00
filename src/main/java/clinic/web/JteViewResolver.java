package clinic.web;

import static org.springframework.web.servlet.view.UrlBasedViewResolver.REDIRECT_URL_PREFIX;

import gg.jte.TemplateEngine;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.view.RedirectView;

/** Finds the compiled template of a view name: {@code identity/sign-in} is {@code src/main/jte/identity/sign-in.jte}; {@code redirect:/path} leads there. */
class JteViewResolver implements ViewResolver, Ordered {

    private final TemplateEngine engine;
    private final Pages pages;

    JteViewResolver(TemplateEngine engine, Pages pages) {
        this.engine = engine;
        this.pages = pages;
    }

    @Override
    public @Nullable View resolveViewName(String viewName, Locale locale) {
        if (viewName.startsWith(REDIRECT_URL_PREFIX)) {
            // 303, so that what was posted is not posted again.
            return new RedirectView(viewName.substring(REDIRECT_URL_PREFIX.length()), true, false);
        }
        String template = viewName + ".jte";
        return engine.hasTemplate(template) ? new JteView(engine, pages, template) : null;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 10;
    }
}
