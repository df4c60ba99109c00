package clinic.identity.accounts;

import clinic.identity.Account;
import clinic.identity.AccountMailWanted;
import clinic.identity.AccountMailWanted.Mail;
import clinic.identity.Identity.SignInOutcome;
import clinic.identity.Identity.SignedIn;
import clinic.identity.Identity.WrongCredentials;
import clinic.identity.Passkeys;
import clinic.identity.SecurityLog;
import clinic.identity.SecurityLog.Event;
import clinic.platform.SystemAct;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import com.github.f4b6a3.uuid.UuidCreator;
import com.webauthn4j.util.exception.WebAuthnException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.web.webauthn.api.AttestationConveyancePreference;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialDescriptor;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialParameters;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Passkeys are made, shown and given up. What devices sign is verified by Spring Security. */
@Component
class PasskeyDesk implements Passkeys {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int LONGEST_NAME = 60;

    private final Transactions transactions;
    private final Accounts accounts;
    private final PasskeyRecords records;
    private final FactorSecrets secrets;
    private final RelyingParty clinic;
    private final Throttle throttle;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final JsonMapper json =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    PasskeyDesk(
            Transactions transactions,
            Accounts accounts,
            PasskeyRecords records,
            FactorSecrets secrets,
            RelyingParty clinic,
            Throttle throttle,
            ApplicationEventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.records = records;
        this.secrets = secrets;
        this.clinic = clinic;
        this.throttle = throttle;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Optional<Question> toSignIn(String remote) {
        return throttle.refusal(SystemAct.actor(), Throttle.link(remote)).isPresent()
                ? Optional.empty()
                : Optional.of(toShow(fresh()));
    }

    private Question toShow(Bytes challenge) {
        return new Question(json.writeValueAsString(requestOptions(challenge)), challenge.toBase64UrlString());
    }

    private Bytes fresh() {
        Bytes challenge = Bytes.random();
        transactions.as(SystemAct.actor(), () -> {
            records.ask(challenge, clock.instant().plus(PATIENCE));
            return null;
        });
        return challenge;
    }

    /** Whoever it is: no list of passkeys tells which addresses are known. */
    private PublicKeyCredentialRequestOptions requestOptions(Bytes challenge) {
        return PublicKeyCredentialRequestOptions.builder()
                .rpId(clinic.id())
                .challenge(challenge)
                .timeout(PATIENCE)
                .userVerification(UserVerificationRequirement.REQUIRED)
                .build();
    }

    @Override
    public SignInOutcome signIn(String answer, String challenge) {
        SignInOutcome outcome = judge(answer, challenge);
        if (!(outcome instanceof SignedIn)) {
            SecurityLog.note(Event.PASSKEY_WRONG);
        }
        return outcome;
    }

    private SignInOutcome judge(String answer, String challenge) {
        Optional<Bytes> asked = used(challenge);
        PublicKeyCredential<AuthenticatorAssertionResponse> signed = read(answer, new TypeReference<>() {});
        if (asked.isEmpty() || signed == null) {
            return new WrongCredentials();
        }
        try {
            PublicKeyCredentialUserEntity user = clinic.operations(new Users(), new SignInKeys())
                    .authenticate(new RelyingPartyAuthenticationRequest(requestOptions(asked.get()), signed));
            Bytes said = signed.getResponse().getUserHandle();
            return Optional.ofNullable(user)
                    .filter(found -> said == null || said.equals(found.getId()))
                    .flatMap(found -> active(found.getId()))
                    .<SignInOutcome>map(SignedIn::new)
                    .orElseGet(WrongCredentials::new);
        } catch (WebAuthnException | IllegalArgumentException | NullPointerException | NotFound refused) {
            // The library looks into parts of an answer that need not be there.
            return new WrongCredentials();
        }
    }

    private Optional<Account> active(Bytes handle) {
        return transactions.as(
                SystemAct.actor(),
                () -> records.accountOf(handle)
                        .flatMap(accounts::byId)
                        .filter(account -> account.verified() && !account.blocked()));
    }

    private Optional<Bytes> used(String challenge) {
        Bytes asked;
        try {
            asked = Bytes.fromBase64(challenge);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return transactions.as(SystemAct.actor(), () -> records.isAnswered(asked))
                ? Optional.of(asked)
                : Optional.empty();
    }

    private <T> @Nullable T read(String answer, TypeReference<T> type) {
        try {
            return json.readValue(answer, type);
        } catch (JacksonException | IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public List<Passkey> of(Actor owner) {
        return transactions.as(owner, () -> records.listOf(account(owner)));
    }

    private Account account(Actor owner) {
        return accounts.byId(owner.id()).orElseThrow(() -> new NotFound("account"));
    }

    @Override
    public Question toAdd(Actor owner) {
        Bytes challenge = fresh();
        return transactions.as(
                owner,
                () -> new Question(
                        json.writeValueAsString(creationOptions(account(owner), challenge)),
                        challenge.toBase64UrlString()));
    }

    private PublicKeyCredentialCreationOptions creationOptions(Account owner, Bytes challenge) {
        List<PublicKeyCredentialDescriptor> known = records.of(owner.id().value()).stream()
                .map(record -> PublicKeyCredentialDescriptor.builder()
                        .id(record.getCredentialId())
                        .transports(record.getTransports())
                        .build())
                .toList();
        return PublicKeyCredentialCreationOptions.builder()
                .rp(clinic.entity())
                .user(ImmutablePublicKeyCredentialUserEntity.builder()
                        .id(records.handleOf(owner.id().value()))
                        .name(owner.email())
                        .displayName(owner.name())
                        .build())
                .challenge(challenge)
                .pubKeyCredParams(
                        PublicKeyCredentialParameters.EdDSA,
                        PublicKeyCredentialParameters.ES256,
                        PublicKeyCredentialParameters.RS256)
                .timeout(PATIENCE)
                .excludeCredentials(known)
                .authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build())
                .attestation(AttestationConveyancePreference.NONE)
                .build();
    }

    @Override
    public void add(Actor owner, String written, String answer, String challenge) {
        String name = name(written);
        Optional<Bytes> asked = used(challenge);
        PublicKeyCredential<AuthenticatorAttestationResponse> made = read(answer, new TypeReference<>() {});
        if (asked.isEmpty() || made == null) {
            throw unusable();
        }
        Account account = secrets.withKey(owner);
        CredentialRecord record = verified(owner, account, asked.get(), made);
        try {
            transactions.as(owner, () -> {
                records.add(account, UuidCreator.getTimeOrderedEpoch(), name, record);
                tell(account, Mail.PASSKEY_ADDED);
                return null;
            });
        } catch (DuplicateKeyException e) {
            throw new Invalid("passkey", "TAKEN", "This passkey is known already.");
        }
    }

    private CredentialRecord verified(
            Actor owner, Account account, Bytes challenge, PublicKeyCredential<AuthenticatorAttestationResponse> made) {
        PublicKeyCredentialCreationOptions options = transactions.as(owner, () -> creationOptions(account, challenge));
        try {
            return clinic.operations(new Users(), new NewKeys())
                    .registerCredential(new ImmutableRelyingPartyRegistrationRequest(
                            options, new RelyingPartyPublicKey(made, "passkey")));
        } catch (WebAuthnException | IllegalArgumentException | NullPointerException refused) {
            // The library looks into parts of an answer that need not be there.
            throw unusable();
        }
    }

    private static Invalid unusable() {
        return new Invalid("passkey", "UNUSABLE", "The device did not answer as expected. Please try again.");
    }

    private static String name(String written) {
        String name = written.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new Invalid("name", "INVALID_FORMAT", "Give it a name of at most 60 characters.");
        }
        return name;
    }

    @Override
    public void rename(Actor owner, UUID id, String written) {
        String name = name(written);
        transactions.as(owner, () -> {
            if (!records.rename(account(owner), id, name)) {
                throw new NotFound("passkey");
            }
            return null;
        });
    }

    @Override
    public void remove(Actor owner, UUID id) {
        transactions.as(owner, () -> {
            if (!records.remove(id)) {
                throw new NotFound("passkey");
            }
            tell(account(owner), Mail.PASSKEY_REMOVED);
            return null;
        });
    }

    private void tell(Account account, Mail mail) {
        events.publishEvent(new AccountMailWanted(account.id(), mail));
    }

    /** Whom a handle names; here it only has to be somebody's. */
    private final class Users implements PublicKeyCredentialUserEntityRepository {

        @Override
        public @Nullable PublicKeyCredentialUserEntity findById(Bytes handle) {
            return transactions
                    .as(SystemAct.actor(), () -> records.accountOf(handle))
                    .map(account -> ImmutablePublicKeyCredentialUserEntity.builder()
                            .id(handle)
                            .name(account.toString())
                            .displayName("")
                            .build())
                    .orElse(null);
        }

        @Override
        public @Nullable PublicKeyCredentialUserEntity findByUsername(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void save(PublicKeyCredentialUserEntity user) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(Bytes handle) {
            throw new UnsupportedOperationException();
        }
    }

    /** The keys of everybody, while somebody signs in with one. */
    private final class SignInKeys implements UserCredentialRepository {

        @Override
        public @Nullable CredentialRecord findByCredentialId(Bytes credential) {
            return transactions
                    .as(SystemAct.actor(), () -> records.byCredential(credential))
                    .orElse(null);
        }

        @Override
        public void save(CredentialRecord used) {
            transactions.as(SystemAct.actor(), () -> {
                records.used(used);
                return null;
            });
        }

        @Override
        public List<CredentialRecord> findByUserId(Bytes handle) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(Bytes credential) {
            throw new UnsupportedOperationException();
        }
    }

    /** None is known yet, and what is made is stored afterwards, under the name that its owner gave it. */
    private static final class NewKeys implements UserCredentialRepository {

        @Override
        public @Nullable CredentialRecord findByCredentialId(Bytes credential) {
            return null;
        }

        @Override
        public void save(CredentialRecord record) {
            // Stored by who called.
        }

        @Override
        public List<CredentialRecord> findByUserId(Bytes handle) {
            return List.of();
        }

        @Override
        public void delete(Bytes credential) {
            throw new UnsupportedOperationException();
        }
    }
}
