package clinic.api;

import clinic.identity.Identity;
import clinic.identity.Identity.Accepted;
import clinic.identity.Identity.LinkInvalid;
import clinic.identity.Identity.LinkUsed;
import clinic.identity.Identity.SignUp;
import clinic.identity.Identity.Throttled;
import clinic.identity.Identity.TokenOutcome;
import clinic.identity.Identity.Tokens;
import clinic.identity.Identity.WrongCredentials;
import clinic.shared.Invalid;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sign-up and tokens. No answer here tells whether an address is known. */
@RestController
@RequestMapping("/api/v1/auth")
class AuthController {

    private final Identity identity;

    AuthController(Identity identity) {
        this.identity = identity;
    }

    record SignUpBody(
            @NotNull String email,
            @NotNull String password,
            @NotNull String name,
            @Nullable LocalDate birthDate,
            @Nullable String phone,
            @Nullable String locale,
            @Nullable String zone) {}

    record SignUpAnswer(String detail) {}

    record VerificationBody(@NotNull @Size(max = 200) String token) {}

    /** @param otp a code of the second factor, or a recovery code; absent for who has none, and never asked for in the demo clinic */
    record TokenBody(
            @NotNull @Size(max = 1000) String email,
            @NotNull @Size(max = 10_000) String password,
            @Nullable @Size(max = 100) String otp) {}

    record RefreshBody(@NotNull @Size(max = 200) String refreshToken) {}

    /** @param expiresIn seconds until the access token ends */
    record TokenAnswer(String accessToken, String tokenType, long expiresIn, String refreshToken) {}

    @PostMapping("/signup")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Refuses(Code.RATE_LIMITED)
    SignUpAnswer signUp(@Valid @RequestBody SignUpBody body, HttpServletRequest request) {
        SignUp signUp = new SignUp(
                body.email(), body.password(), body.name(), body.birthDate(), body.phone(), body.locale(), body.zone());
        return switch (identity.signUp(signUp, request.getRemoteAddr())) {
            case Accepted accepted -> new SignUpAnswer("We have sent a mail to this address. It says how to go on.");
            case Throttled throttled -> throw slowDown(throttled);
        };
    }

    @PostMapping("/verification")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Refuses(Code.RATE_LIMITED)
    void verify(@Valid @RequestBody VerificationBody body, HttpServletRequest request) {
        switch (identity.verify(body.token(), request.getRemoteAddr())) {
            case LinkUsed used -> {}
            case LinkInvalid invalid ->
                throw new Invalid("token", "UNUSABLE", "This link was used, is too old, or never was one of ours.");
            case Throttled throttled -> throw slowDown(throttled);
        }
    }

    @PostMapping("/token")
    @Refuses({Code.UNAUTHENTICATED, Code.RATE_LIMITED})
    ResponseEntity<TokenAnswer> token(@Valid @RequestBody TokenBody body, HttpServletRequest request) {
        return answer(identity.issueTokens(
                body.email(),
                body.password(),
                body.otp(),
                request.getRemoteAddr(),
                request.getHeader(HttpHeaders.USER_AGENT)));
    }

    @PostMapping("/refresh")
    @Refuses({Code.UNAUTHENTICATED, Code.RATE_LIMITED})
    ResponseEntity<TokenAnswer> refresh(@Valid @RequestBody RefreshBody body) {
        return answer(identity.refresh(body.refreshToken()));
    }

    @PostMapping("/revocation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@Valid @RequestBody RefreshBody body) {
        identity.revoke(body.refreshToken());
    }

    private static ResponseEntity<TokenAnswer> answer(TokenOutcome outcome) {
        return switch (outcome) {
            case Tokens tokens ->
                ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .body(new TokenAnswer(
                                tokens.accessToken(),
                                "Bearer",
                                tokens.expiresIn().toSeconds(),
                                tokens.refreshToken()));
            case WrongCredentials wrong -> throw wrongCredentials();
            case Throttled throttled -> throw slowDown(throttled);
        };
    }

    private static ApiProblem wrongCredentials() {
        return ApiProblem.of(Code.UNAUTHENTICATED, "These credentials do not hold.");
    }

    private static ApiProblem slowDown(Throttled throttled) {
        return ApiProblem.rateLimited(throttled.retryAfter());
    }
}
