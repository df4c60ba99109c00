package clinic.web;

import clinic.shared.Actor.Role;
import jakarta.servlet.DispatcherType;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextRepository;

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

    /** Whose pages lie at and below an address; what lies at none of these is for anybody who is signed in. */
    private static final Map<String, Set<Role>> ROOMS = Map.of(
            "/admin", Set.of(Role.ADMIN),
            "/doctor", Set.of(Role.DOCTOR),
            "/appointments", Set.of(Role.PATIENT),
            "/account/access", Set.of(Role.PATIENT),
            "/account/export", Set.of(Role.PATIENT),
            "/account/data", Set.of(Role.PATIENT),
            "/account/erasure", Set.of(Role.PATIENT),
            "/account/messages", Set.of(Role.PATIENT, Role.DOCTOR),
            "/account/security/provider", Set.of(Role.DOCTOR, Role.ADMIN),
            "/confirm-it-is-you/provider", Set.of(Role.DOCTOR, Role.ADMIN));

    /** Whether somebody of this role who is signed in may use what lies at this path; whose record it is, is not asked. */
    static boolean isFor(Role role, String path) {
        return ROOMS.entrySet().stream()
                .filter(room -> path.equals(room.getKey()) || path.startsWith(room.getKey() + "/"))
                .allMatch(room -> room.getValue().contains(role));
    }

    @Bean
    @Order(2)
    SecurityFilterChain pageSecurityChain(HttpSecurity http, SecurityContextRepository sessions, FormTokens tokens) {
        return http.securityContext(context -> context.securityContextRepository(sessions))
                // Theme, language and keys are cookies of this browser only. Their forms are on error pages too, which
                // must be drawn without a session, and so without the database.
                .csrf(csrf -> csrf.csrfTokenRepository(tokens.repository())
                        .csrfTokenRequestHandler(tokens.handler())
                        .ignoringRequestMatchers("/theme", "/language", "/keys")
                        .ignoringRequestMatchers(SessionOver::needsNoToken))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(logout -> logout.logoutUrl("/sign-out")
                        .logoutSuccessUrl("/sign-in?signed-out")
                        .addLogoutHandler((request, response, who) ->
                                response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"")))
                .exceptionHandling(failures -> failures.authenticationEntryPoint(SessionOver::askToSignIn)
                        .accessDeniedHandler(SessionOver::deny))
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                            .permitAll()
                            .requestMatchers("/error")
                            .denyAll()
                            .requestMatchers(ANYBODY)
                            .permitAll();
                    ROOMS.forEach((path, roles) -> requests.requestMatchers(path, path + "/**")
                            .hasAnyRole(roles.stream().map(Role::name).toArray(String[]::new)));
                    requests.anyRequest().authenticated();
                })
                .headers(AbstractHttpConfigurer::disable)
                .build();
    }
}
