package clinic.web;

import clinic.notification.Notifications;
import clinic.platform.ClinicLanguage;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Compression;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/** How pages are drawn and how their assets are served: one year, under a name that changes with the content. */
@Configuration
@EnableConfigurationProperties(Site.class)
class WebConfiguration implements WebMvcConfigurer {

    /** So that no browser guesses. */
    private static final HandlerInterceptor TEXT_SAYS_ITS_LETTERS = new HandlerInterceptor() {
        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            return true;
        }
    };

    @Bean
    TemplateEngine templateEngine() {
        return TemplateEngine.createPrecompiled(null, ContentType.Html, WebConfiguration.class.getClassLoader());
    }

    @Bean
    JteViewResolver jteViewResolver(TemplateEngine engine, Pages pages) {
        return new JteViewResolver(engine, pages);
    }

    @Bean
    MessageSource messageSource() {
        ResourceBundleMessageSource source = new ResourceBundleMessageSource();
        source.setBasenames("messages", "messages-staff");
        source.setDefaultEncoding("UTF-8");
        source.setFallbackToSystemLocale(false);
        return source;
    }

    @Bean
    LocaleResolver localeResolver(
            ObjectProvider<Notifications> notifications, ClinicLanguage clinics, BrowserPreferences preferences) {
        return new PageLanguage(
                () -> notifications.getObject().languages().stream()
                        .map(Notifications.Language::tag)
                        .toList(),
                clinics,
                preferences);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> compression() {
        return factory -> {
            Compression compression = new Compression();
            compression.setEnabled(true);
            compression.setAdditionalMimeTypes(new String[] {"image/svg+xml"});
            factory.setCompression(compression);
        };
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new StrictForms());
        registry.addInterceptor(TEXT_SAYS_ITS_LETTERS)
                .addPathPatterns("/assets/*.css", "/assets/*.js", "/assets/*.svg");
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(
                        "classpath:/static/assets/", "classpath:/META-INF/resources/webjars/htmx.org/2.0.10/dist/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .resourceChain(true)
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
    }
}
