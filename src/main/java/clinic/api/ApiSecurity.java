package clinic.api;

import clinic.identity.Identity;
import clinic.identity.SecurityLog;
import clinic.identity.SecurityLog.Event;
import clinic.identity.SignedInAccount;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Who calls the API is whoever the bearer token names, as {@link Identity} knows the account at that moment; a cookie means
 * nothing here, so that no other site can make a browser call. What the caller may use is {@link Access}'s to say.
 */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {

    @Bean
    @Order(1)
    SecurityFilterChain apiSecurityChain(HttpSecurity http, Identity identity, Access access, Problems problems) {
        AuthenticationEntryPoint unauthenticated = (request, response, failure) ->
                problems.write(request, response, Failures.ofStatus(Code.UNAUTHENTICATED.status()));
        AccessDeniedHandler forbidden = (request, response, failure) -> {
            SecurityLog.note(Event.REFUSED_TO_ROLE);
            problems.write(request, response, Failures.ofStatus(Code.FORBIDDEN.status()));
        };
        AuthenticationManager bearers = bearers(identity);
        BearerTokenResolver tokens = new DefaultBearerTokenResolver();
        return http.securityMatcher("/api/**", "/v3/api-docs/**", "/v3/api-docs.yaml")
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .oauth2ResourceServer(server -> server.authenticationManagerResolver(request -> bearers)
                        .bearerTokenResolver(request -> isSigningIn(request) ? null : tokens.resolve(request))
                        .authenticationEntryPoint(unauthenticated)
                        .accessDeniedHandler(forbidden))
                .exceptionHandling(failures ->
                        failures.authenticationEntryPoint(unauthenticated).accessDeniedHandler(forbidden))
                .authorizeHttpRequests(requests -> requests.anyRequest().access(access))
                .headers(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Where new tokens are had, a client that always attaches its old one must not be stopped by it. */
    private static boolean isSigningIn(HttpServletRequest request) {
        return request.getRequestURI().startsWith(request.getContextPath() + "/api/v1/auth/");
    }

    private static AuthenticationManager bearers(Identity identity) {
        return token -> identity.bearer(((BearerTokenAuthenticationToken) token).getToken())
                .map(bearer -> new SignedInAccount(bearer.account(), bearer.signIn()))
                .orElseThrow(() -> new InvalidBearerTokenException("This token does not, or no longer, hold"));
    }
}
