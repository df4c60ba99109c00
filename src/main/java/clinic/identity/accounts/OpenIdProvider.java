package clinic.identity.accounts;

import static java.util.Objects.requireNonNull;

import clinic.identity.IdentityProvider.Reason;
import clinic.identity.accounts.ProviderConfiguration.Settings;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks to the provider. What it publishes about itself is read when it is first needed, and again after an hour; none of
 * it is believed that is about another issuer or leads over an unencrypted way. Of what it hands out only the signed
 * statement of who somebody is is looked at, and nothing is kept.
 */
class OpenIdProvider {

    private static final Logger log = LoggerFactory.getLogger(OpenIdProvider.class);

    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final Duration KNOWN_FOR = Duration.ofHours(1);
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration TO_ANSWER = Duration.ofSeconds(10);
    private static final int LONGEST_SUBJECT = 255;

    /** How far the provider's clock may be from ours. */
    static final Duration SKEW = Duration.ofSeconds(30);

    /** Signatures by a key that the provider publishes; none that is made with the secret, and never none at all. */
    private static final Set<SignatureAlgorithm> SIGNATURES = Set.of(
            SignatureAlgorithm.RS256,
            SignatureAlgorithm.RS384,
            SignatureAlgorithm.RS512,
            SignatureAlgorithm.PS256,
            SignatureAlgorithm.PS384,
            SignatureAlgorithm.PS512,
            SignatureAlgorithm.ES256,
            SignatureAlgorithm.ES384,
            SignatureAlgorithm.ES512);

    /**
     * One question to the provider; all but the verifier go through the browser.
     *
     * @param signInThereAgain whether a sign-in there of before is not enough
     */
    record Ask(String state, String nonce, String verifier, String challenge, boolean signInThereAgain) {

        /** Shows nothing of it. */
        @Override
        public String toString() {
            return "Ask[]";
        }
    }

    /**
     * What the provider says of somebody.
     *
     * @param signedInThere when it last saw him; null when it does not say
     * @param twoFactors whether it saw two factors (RFC 8176, or what was configured)
     */
    record Said(String subject, @Nullable Instant signedInThere, boolean twoFactors) {

        /** Shows nothing of it. */
        @Override
        public String toString() {
            return "Said[]";
        }
    }

    /** Nothing came of it; says why, and nothing of what was sent. */
    static class NotSaid extends Exception {

        private static final long serialVersionUID = 1L;

        private final Reason reason;

        NotSaid(Reason reason) {
            super(reason.name(), null, false, false);
            this.reason = reason;
        }

        Reason reason() {
            return reason;
        }
    }

    /** @param namesItself whether it says in each answer whose answer it is (RFC 9207) */
    private record Known(
            ClientRegistration registration, NimbusJwtDecoder decoder, boolean namesItself, Instant until) {}

    private final Settings settings;
    private final Supplier<String> wayBack;
    private final Clock clock;
    private final JdkClientHttpRequestFactory requests;
    private final RestClientAuthorizationCodeTokenResponseClient tokens =
            new RestClientAuthorizationCodeTokenResponseClient();
    private volatile @Nullable Known known;

    /** @param wayBack where the provider is to send browsers back to; asked once the clinic is open */
    OpenIdProvider(Settings settings, Supplier<String> wayBack, Clock clock) {
        this.settings = settings;
        this.wayBack = wayBack;
        this.clock = clock;
        this.requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(TO_CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        requests.setReadTimeout(TO_ANSWER);
        tokens.setRestClient(RestClient.builder()
                .requestFactory(requests)
                .configureMessageConverters(converters -> converters
                        .registerDefaults()
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
    }

    String issuer() {
        return settings.issuer();
    }

    String name() {
        return settings.name();
    }

    /** Where the browser is to go with this question. */
    String addressFor(Ask ask) throws NotSaid {
        return request(ask, known().registration()).getAuthorizationRequestUri();
    }

    private OAuth2AuthorizationRequest request(Ask ask, ClientRegistration registration) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(
                        requireNonNull(registration.getProviderDetails().getAuthorizationUri()))
                .clientId(registration.getClientId())
                .redirectUri(registration.getRedirectUri())
                .scopes(registration.getScopes())
                .state(ask.state())
                .attributes(kept -> kept.put(PkceParameterNames.CODE_VERIFIER, ask.verifier()))
                .additionalParameters(more -> {
                    more.put(OidcParameterNames.NONCE, ask.nonce());
                    more.put(PkceParameterNames.CODE_CHALLENGE, ask.challenge());
                    more.put(PkceParameterNames.CODE_CHALLENGE_METHOD, "S256");
                    if (!settings.acrValues().isEmpty()) {
                        more.put("acr_values", String.join(" ", settings.acrValues()));
                    }
                    if (ask.signInThereAgain()) {
                        more.put("prompt", "login");
                        more.put("max_age", "0");
                    }
                })
                .build();
    }

    /** Whether an answer that names this issuer, or none, can be the provider's. */
    boolean isFromIt(@Nullable String namedIssuer) throws NotSaid {
        return namedIssuer == null ? !known().namesItself() : namedIssuer.equals(settings.issuer());
    }

    /**
     * Gives the code to the provider and reads what it says for it.
     *
     * @param asked when the question was asked
     */
    Said redeem(Ask ask, String code, Instant asked) throws NotSaid {
        Known provider = known();
        Jwt token = decoded(idToken(ask, code, provider.registration()), provider);
        Instant issued = token.getIssuedAt();
        String subject = token.getSubject();
        if (!List.of(settings.clientId()).equals(token.getAudience())
                || !ask.nonce().equals(token.getClaimAsString(OidcParameterNames.NONCE))
                || issued == null
                || issued.isBefore(asked.minus(SKEW))
                || subject == null
                || subject.isBlank()
                || subject.length() > LONGEST_SUBJECT) {
            throw notBelieved("is for somebody else, for another question, or about nobody");
        }
        return new Said(subject, signedInThere(token), hasTwoFactors(token));
    }

    private String idToken(Ask ask, String code, ClientRegistration registration) throws NotSaid {
        OAuth2AuthorizationResponse response = OAuth2AuthorizationResponse.success(code)
                .state(ask.state())
                .redirectUri(requireNonNull(registration.getRedirectUri()))
                .build();
        try {
            Map<String, Object> answer = tokens.getTokenResponse(new OAuth2AuthorizationCodeGrantRequest(
                            registration, new OAuth2AuthorizationExchange(request(ask, registration), response)))
                    .getAdditionalParameters();
            if (answer.get(OidcParameterNames.ID_TOKEN) instanceof String token) {
                return token;
            }
            throw notBelieved("is missing");
        } catch (OAuth2AuthorizationException e) {
            if (e.getCause() instanceof ResourceAccessException) {
                throw away();
            }
            String error = e.getError().getErrorCode();
            log.warn(
                    "The identity provider gave nothing for a code: {}",
                    error.matches("[a-z_]{1,40}") ? error : "an unknown error");
            throw new NotSaid(Reason.NOT_BELIEVED);
        }
    }

    private Jwt decoded(String token, Known provider) throws NotSaid {
        try {
            return provider.decoder().decode(token);
        } catch (BadJwtException e) {
            throw notBelieved("is not signed as it must be, is out of date, or is for somebody else");
        } catch (JwtException e) {
            throw away();
        }
    }

    private static NotSaid notBelieved(String why) {
        log.warn("What the identity provider said of somebody {}", why);
        return new NotSaid(Reason.NOT_BELIEVED);
    }

    private static NotSaid away() {
        log.warn("The identity provider cannot be reached, or its answer not be read");
        return new NotSaid(Reason.AWAY);
    }

    private static @Nullable Instant signedInThere(Jwt token) {
        return token.hasClaim("auth_time") ? token.getClaimAsInstant("auth_time") : null;
    }

    private boolean hasTwoFactors(Jwt token) {
        return token.getClaim("amr") instanceof List<?> methods && methods.contains("mfa")
                || token.getClaim("acr") instanceof String acr
                        && settings.acrValues().contains(acr);
    }

    private Known known() throws NotSaid {
        Known before = known;
        if (before != null && before.until().isAfter(clock.instant())) {
            return before;
        }
        Known now = discovered();
        known = now;
        return now;
    }

    private Known discovered() throws NotSaid {
        JsonNode said = published();
        if (!said.path("issuer").asString("").equals(settings.issuer())) {
            log.warn("The identity provider at clinic.oidc.issuer calls itself by another name");
            throw new NotSaid(Reason.AWAY);
        }
        ClientRegistration registration = ClientRegistration.withRegistrationId("clinic")
                .clientId(settings.clientId())
                .clientSecret(settings.clientSecret())
                .clientAuthenticationMethod(howToShowTheSecret(said))
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(wayBack.get())
                .scope(OidcScopes.OPENID)
                .issuerUri(settings.issuer())
                .authorizationUri(endpoint(said, "authorization_endpoint"))
                .tokenUri(endpoint(said, "token_endpoint"))
                .jwkSetUri(endpoint(said, "jwks_uri"))
                .build();
        return new Known(
                registration,
                decoder(registration),
                said.path("authorization_response_iss_parameter_supported").asBoolean(false),
                clock.instant().plus(KNOWN_FOR));
    }

    private JsonNode published() throws NotSaid {
        String issuer = settings.issuer();
        try {
            String text = RestClient.builder()
                    .requestFactory(requests)
                    .build()
                    .get()
                    .uri((issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer) + DISCOVERY)
                    .retrieve()
                    .body(String.class);
            return JsonMapper.shared().readTree(text == null ? "" : text);
        } catch (RestClientException | JacksonException e) {
            throw away();
        }
    }

    private static String endpoint(JsonNode said, String name) throws NotSaid {
        String endpoint = said.path(name).asString("");
        if (!ProviderConfiguration.isSafe(endpoint)) {
            log.warn("The identity provider has no {}, or one without TLS", name);
            throw new NotSaid(Reason.AWAY);
        }
        return endpoint;
    }

    /** As a password unless the provider takes it in the form only. */
    private static ClientAuthenticationMethod howToShowTheSecret(JsonNode said) {
        List<String> ways = StreamSupport.stream(
                        said.path("token_endpoint_auth_methods_supported").spliterator(), false)
                .map(way -> way.asString(""))
                .toList();
        boolean formOnly = ways.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST.getValue())
                && !ways.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC.getValue());
        return formOnly
                ? ClientAuthenticationMethod.CLIENT_SECRET_POST
                : ClientAuthenticationMethod.CLIENT_SECRET_BASIC;
    }

    private NimbusJwtDecoder decoder(ClientRegistration registration) {
        OidcIdTokenValidator validator = new OidcIdTokenValidator(registration);
        validator.setClock(clock);
        validator.setClockSkew(SKEW);
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(
                        requireNonNull(registration.getProviderDetails().getJwkSetUri()))
                .restOperations(new RestTemplate(requests))
                .jwsAlgorithms(algorithms -> algorithms.addAll(SIGNATURES))
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(JwtTypeValidator.jwt(), validator));
        return decoder;
    }
}
