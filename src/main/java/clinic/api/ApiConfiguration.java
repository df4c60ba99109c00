package clinic.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How texts in paths and queries are read, and what is asked of every request before its controller. */
@Configuration
class ApiConfiguration implements WebMvcConfigurer {

    private final Writes writes;

    ApiConfiguration(Writes writes) {
        this.writes = writes;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(writes).addPathPatterns("/api/**");
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, Instant.class, text -> Texts.instant(withPlus(text)));
        registry.addConverter(String.class, When.class, text -> When.parse(withPlus(text)));
        registry.addConverter(String.class, LocalDate.class, Texts::date);
        registry.addConverter(String.class, UUID.class, Texts::id);
    }

    /** In a query a plus sign that was not escaped arrives as a space; no instant holds a space otherwise. */
    private static String withPlus(String text) {
        return text.replace(' ', '+');
    }
}
