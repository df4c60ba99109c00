package clinic.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * An identity provider on a port of its own: Spring Authorization Server, with one client, which is the clinic, and people
 * who have a password there. It follows the clinic's clock in what it says about people.
 */
public class RealProvider implements AutoCloseable {

    public static final String CLIENT = "clinic";
    public static final String SECRET = "told-to-nobody-else";
    public static final String PASSWORD = "three wide blue ladders";

    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\" type=\"hidden\" value=\"([^\"]+)\"");

    private final Says says = new Says();
    private final AnnotationConfigServletWebServerApplicationContext context =
            new AnnotationConfigServletWebServerApplicationContext();

    /** What it says about whoever signs in next, beside who it is. */
    public static class Says {

        private volatile Clock clock = Clock.systemUTC();
        private volatile List<String> methods = List.of("pwd");
        private volatile @Nullable String strength;
        private volatile Duration ago = Duration.ZERO;
        private final AtomicReference<@Nullable RegisteredClient> clinic = new AtomicReference<>();

        void about(JwtEncodingContext token) {
            if (token.getTokenType().getValue().equals(OidcParameterNames.ID_TOKEN)) {
                Instant now = clock.instant();
                token.getClaims()
                        .issuedAt(now)
                        .expiresAt(now.plusSeconds(300))
                        .claim("auth_time", now.minus(ago).getEpochSecond())
                        .claim("amr", methods);
                if (strength != null) {
                    token.getClaims().claim("acr", strength);
                }
            }
        }
    }

    public RealProvider() {
        context.registerBean(Says.class, () -> says);
        context.register(Beans.class);
        context.refresh();
    }

    public String issuer() {
        return "http://127.0.0.1:"
                + Objects.requireNonNull(context.getWebServer()).getPort();
    }

    /** It knows the clinic at this port, and follows its clock. */
    public void knows(int clinicPort, Clock clock) {
        says.clock = clock;
        says.clinic.set(RegisteredClient.withId("clinic")
                .clientId(CLIENT)
                .clientSecret("{noop}" + SECRET)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("http://127.0.0.1:" + clinicPort + "/sign-in/provider/answer")
                .scope("openid")
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .build());
        sawOneFactor();
    }

    /** From now on: a password, and just now. */
    public void sawOneFactor() {
        saw(List.of("pwd"), null, Duration.ZERO);
    }

    /** @param ago how long ago it says they signed in there */
    public void saw(List<String> methods, @Nullable String strength, Duration ago) {
        says.methods = methods;
        says.strength = strength;
        says.ago = ago;
    }

    /**
     * Somebody signs in there in a new browser.
     *
     * @param question where the clinic sent the browser
     * @return where the provider sends it back to
     */
    public URI signIn(String question, String subject) {
        HttpClient http =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        get(http, question);
        Matcher token = FORM_TOKEN.matcher(get(http, issuer() + "/login").text());
        if (!token.find()) {
            throw new AssertionError("The provider shows no form");
        }
        Answer in = Answer.to(
                http,
                HttpRequest.newBuilder(URI.create(issuer() + "/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("username=" + subject + "&password="
                                + URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8) + "&_csrf="
                                + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8))));
        return URI.create(get(http, issuer() + in.location()).header("Location"));
    }

    private static Answer get(HttpClient http, String address) {
        return Answer.to(
                http,
                HttpRequest.newBuilder(URI.create(address))
                        .header("Accept", "text/html")
                        .GET());
    }

    @Override
    public void close() {
        context.close();
    }

    @EnableWebSecurity
    static class Beans {

        @Bean
        TomcatServletWebServerFactory webServer() {
            return new TomcatServletWebServerFactory(0);
        }

        @Bean
        DispatcherServlet dispatcherServlet() {
            return new DispatcherServlet();
        }

        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.oauth2AuthorizationServer(server -> server.oidc(Customizer.withDefaults()))
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        /** Whoever gives the password is whoever he says. */
        @Bean
        UserDetailsService people() {
            return name -> User.withUsername(name)
                    .password("{noop}" + PASSWORD)
                    .roles("PERSON")
                    .build();
        }

        @Bean
        RegisteredClientRepository clients(Says says) {
            return new RegisteredClientRepository() {
                @Override
                public void save(RegisteredClient client) {
                    says.clinic.set(client);
                }

                @Override
                public @Nullable RegisteredClient findById(String id) {
                    return says.clinic.get();
                }

                @Override
                public @Nullable RegisteredClient findByClientId(String id) {
                    return id.equals(CLIENT) ? says.clinic.get() : null;
                }
            };
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder().build();
        }

        @Bean
        JWKSource<SecurityContext> keys() throws JOSEException {
            return new ImmutableJWKSet<>(new JWKSet(
                    new RSAKeyGenerator(2048).keyID("of-the-provider").generate()));
        }

        @Bean
        JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> sayings(Says says) {
            return says::about;
        }
    }
}
