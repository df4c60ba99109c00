package clinic.web;

import clinic.identity.CurrentActor;
import clinic.identity.SecurityLog;
import clinic.identity.SecurityLog.Event;
import clinic.shared.Actor.Role;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;

/**
 * Who sees a page is whoever the session's cookie names, as the account is at that moment. Every write needs the session's
 * token too: a hidden field of each form, or the header {@code X-CSRF-TOKEN} that htmx sends. Which role may use which
 * pages is listed here; a page that is not listed needs some sign-in. Whose record it is, the module decides, as 404. What
 * browsers are told with every answer is the platform's to say.
 */
@Configuration(proxyBeanMethods = false)
class WebSecurity {

    private static final String[] ANYBODY = {
        "/",
        "/book",
        "/book/**",
        "/theme",
        "/language",
        "/keys",
        "/sign-in",
        "/sign-in/**",
        "/sign-out",
        "/sign-up",
        "/verify",
        "/visit/confirm",
        "/visit/cancel",
        "/password/**",
        "/set-up",
        "/licences",
        "/demo/**",
        "/assets/**",
        "/favicon.ico",
        "/actuator/health",
        "/actuator/health/**"
    };

    @Bean
    @Order(2)
    SecurityFilterChain pageSecurityChain(HttpSecurity http, SecurityContextRepository sessions) {
        return http.securityContext(context -> context.securityContextRepository(sessions))
                // Theme, language and keys are cookies of this browser only. Their forms are on error pages too, which
                // must be drawn without a session, and so without the database.
                .csrf(csrf -> csrf.csrfTokenRepository(new HttpSessionCsrfTokenRepository())
                        .ignoringRequestMatchers("/theme", "/language", "/keys"))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(logout -> logout.logoutUrl("/sign-out")
                        .logoutSuccessUrl("/sign-in?signed-out")
                        .addLogoutHandler((request, response, who) ->
                                response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"")))
                .exceptionHandling(failures -> failures.authenticationEntryPoint(
                                (request, response, failure) -> askToSignIn(request, response, ""))
                        .accessDeniedHandler(WebSecurity::deny))
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                                .permitAll()
                                .requestMatchers("/error")
                                .denyAll()
                                .requestMatchers(ANYBODY)
                                .permitAll()
                                .requestMatchers("/admin", "/admin/**")
                                .hasRole(Role.ADMIN.name())
                                .requestMatchers("/doctor", "/doctor/**")
                                .hasRole(Role.DOCTOR.name())
                                .requestMatchers("/account/messages")
                                .hasAnyRole(Role.PATIENT.name(), Role.DOCTOR.name())
                                .requestMatchers(
                                        "/account/security/provider",
                                        "/account/security/provider/**",
                                        "/confirm-it-is-you/provider")
                                .hasAnyRole(Role.DOCTOR.name(), Role.ADMIN.name())
                                .requestMatchers(
                                        "/appointments",
                                        "/appointments/**",
                                        "/account/access",
                                        "/account/export",
                                        "/account/data",
                                        "/account/erasure/**")
                                .hasRole(Role.PATIENT.name())
                                .anyRequest()
                                .authenticated())
                .headers(AbstractHttpConfigurer::disable)
                .build();
    }

    /** A form from before the session ended is not an attack: its owner is asked to sign in again. */
    private static void deny(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
            throws IOException, ServletException {
        SecurityLog.note(failure instanceof CsrfException ? Event.FORM_WITHOUT_TOKEN : Event.REFUSED_TO_ROLE);
        if (failure instanceof CsrfException && CurrentActor.account() == null) {
            askToSignIn(request, response, "?expired" + andBackToTheForm(request));
        } else {
            new AccessDeniedHandlerImpl().handle(request, response, failure);
        }
    }

    private static void askToSignIn(HttpServletRequest request, HttpServletResponse response, String why)
            throws IOException {
        if (MediaType.TEXT_EVENT_STREAM_VALUE.equals(request.getHeader(HttpHeaders.ACCEPT))) {
            // A page that listens is not led anywhere; its browser asks no more.
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        String address = "/sign-in" + (why.isEmpty() ? comingBack(request) : why);
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", address);
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        response.setHeader(HttpHeaders.LOCATION, address);
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    }

    /** The page of this clinic on which the form stood, as far as the browser says. */
    private static String andBackToTheForm(HttpServletRequest request) {
        String referer = request.getHeader(HttpHeaders.REFERER);
        String origin = request.getScheme() + "://" + request.getHeader(HttpHeaders.HOST);
        if (referer == null || !referer.startsWith(origin + "/")) {
            return "";
        }
        String path = LocalAddress.or(referer.substring(origin.length()), "");
        boolean worthIt = !path.isEmpty() && !path.startsWith("/sign-");
        return worthIt ? "&continue=" + URLEncoder.encode(path, StandardCharsets.UTF_8) : "";
    }

    private static String comingBack(HttpServletRequest request) {
        if (!HttpMethod.GET.matches(request.getMethod()) || request.getHeader("HX-Request") != null) {
            return "";
        }
        String query = request.getQueryString();
        String path = request.getRequestURI() + (query == null ? "" : "?" + query);
        return "?continue=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
    }
}
