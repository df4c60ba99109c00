package clinic.identity.accounts;

import clinic.identity.Account;
import clinic.identity.AccountId;
import clinic.identity.AccountMailWanted;
import clinic.identity.AccountMailWanted.Mail;
import clinic.identity.IdentityProvider;
import clinic.identity.ProviderConfigured;
import clinic.identity.SecurityLog;
import clinic.identity.SecurityLog.Event;
import clinic.identity.accounts.OpenIdProvider.Ask;
import clinic.identity.accounts.OpenIdProvider.NotSaid;
import clinic.identity.accounts.OpenIdProvider.Said;
import clinic.platform.Secret;
import clinic.platform.SystemAct;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Conditional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** The provider of the house is asked, and it is said whose account its answer opens. */
@Component
@Conditional(ProviderConfigured.class)
class ProviderDesk implements IdentityProvider {

    private final OpenIdProvider provider;
    private final ProviderLinks links;
    private final Transactions transactions;
    private final Accounts accounts;
    private final FactorSecrets secrets;
    private final SignInDesk signIns;
    private final Throttle throttle;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ProviderDesk(
            OpenIdProvider provider,
            ProviderLinks links,
            Transactions transactions,
            Accounts accounts,
            FactorSecrets secrets,
            SignInDesk signIns,
            Throttle throttle,
            ApplicationEventPublisher events,
            Clock clock) {
        this.provider = provider;
        this.links = links;
        this.transactions = transactions;
        this.accounts = accounts;
        this.secrets = secrets;
        this.signIns = signIns;
        this.throttle = throttle;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public Asked toSignIn(String continueTo, String form, String remote) {
        return ask(Intent.SIGN_IN, null, continueTo, form, remote);
    }

    @Override
    public Asked toLink(Actor owner, String remote) {
        return ask(Intent.LINK, owner, "", "", remote);
    }

    @Override
    public Asked toProve(Actor owner, String continueTo, String form, String remote) {
        return ask(Intent.PROVE, owner, continueTo, form, remote);
    }

    private Asked ask(Intent intent, @Nullable Actor owner, String continueTo, String form, String remote) {
        Optional<Throttled> refusal = refusal(remote);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        String verifier = Secret.make().token();
        Ask ask = new Ask(
                Secret.make().token(),
                Secret.make().token(),
                verifier,
                Base64.getUrlEncoder().withoutPadding().encodeToString(Secret.hashOf(verifier)),
                intent != Intent.SIGN_IN);
        try {
            String address = provider.addressFor(ask);
            ProviderQuestion question = new ProviderQuestion(
                    intent,
                    ask,
                    clock.instant(),
                    owner == null ? null : owner.id(),
                    continueTo,
                    form.isEmpty() ? "" : secrets.sealForm(owner, ask.state(), form));
            return new Question(address, question.written());
        } catch (NotSaid e) {
            return new Refused(intent, e.reason(), continueTo, form);
        }
    }

    private Optional<Throttled> refusal(String remote) {
        return throttle.refusal(SystemAct.actor(), Throttle.provider(remote))
                .map(full -> new Throttled(full.retryAfter()));
    }

    @Override
    public Answered answered(@Nullable String kept, Returned returned, @Nullable Actor here, String remote) {
        Optional<Throttled> refusal = refusal(remote);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Answered answered = judged(kept, returned, here);
        if (answered instanceof Refused) {
            SecurityLog.note(Event.PROVIDER_REFUSED);
        }
        return answered;
    }

    private Answered judged(@Nullable String kept, Returned returned, @Nullable Actor here) {
        ProviderQuestion question = kept == null ? null : ProviderQuestion.read(kept);
        if (question == null
                || !isSame(question.ask().state(), returned.state())
                || question.asked().plus(PATIENCE).isBefore(clock.instant())
                || (question.owner() != null
                        && (here == null || !question.owner().equals(here.id())))) {
            return new Refused(Intent.SIGN_IN, Reason.EXPIRED, "", "");
        }
        String form = question.form().isEmpty()
                ? ""
                : secrets.openForm(
                        question.owner() == null ? null : here, question.ask().state(), question.form());
        try {
            Said said = said(question, returned);
            return switch (question.intent()) {
                case SIGN_IN -> known(said, question, form);
                case LINK -> linked(said, here, question);
                case PROVE -> proved(said, here, question, form);
            };
        } catch (NotSaid e) {
            return new Refused(question.intent(), e.reason(), question.continueTo(), form);
        }
    }

    private static boolean isSame(String state, @Nullable String returned) {
        return returned != null
                && MessageDigest.isEqual(
                        state.getBytes(StandardCharsets.UTF_8), returned.getBytes(StandardCharsets.UTF_8));
    }

    private Said said(ProviderQuestion question, Returned returned) throws NotSaid {
        if (!provider.isFromIt(returned.issuer())) {
            throw new NotSaid(Reason.NOT_BELIEVED);
        }
        String code = returned.code();
        if (returned.error() != null || code == null || code.isBlank()) {
            throw new NotSaid(Reason.DECLINED);
        }
        return provider.redeem(question.ask(), code, question.asked());
    }

    private Answered known(Said said, ProviderQuestion question, String form) throws NotSaid {
        Account account = transactions
                .as(
                        SystemAct.actor(),
                        () -> links.accountOf(provider.issuer(), said.subject()).flatMap(accounts::byId))
                .filter(found -> isStaff(found.role()) && found.verified() && !found.blocked())
                .orElseThrow(() -> new NotSaid(Reason.UNKNOWN));
        Instant now = clock.instant();
        Instant seen = said.signedInThere() == null ? Instant.EPOCH : said.signedInThere();
        return new Known(
                signIns.afterProvider(account, said.twoFactors()),
                seen.isAfter(now) ? now : seen,
                question.continueTo(),
                form);
    }

    private static boolean isStaff(Role role) {
        return role == Role.DOCTOR || role == Role.ADMIN;
    }

    private Answered linked(Said said, @Nullable Actor owner, ProviderQuestion question) throws NotSaid {
        if (owner == null || !isStaff(owner.role())) {
            throw new NotSaid(Reason.UNKNOWN);
        }
        if (!isSignedInSince(said, question)) {
            throw new NotSaid(Reason.NOT_BELIEVED);
        }
        try {
            transactions.as(owner, () -> {
                links.add(owner.id(), provider.issuer(), said.subject(), clock.instant());
                tell(owner.id(), Mail.PROVIDER_LINKED);
                return null;
            });
        } catch (DuplicateKeyException e) {
            throw new NotSaid(Reason.TAKEN);
        }
        return new Linked();
    }

    private Answered proved(Said said, @Nullable Actor owner, ProviderQuestion question, String form) throws NotSaid {
        Optional<UUID> whose =
                transactions.as(SystemAct.actor(), () -> links.accountOf(provider.issuer(), said.subject()));
        if (owner == null || whose.filter(owner.id()::equals).isEmpty()) {
            throw new NotSaid(Reason.UNKNOWN);
        }
        if (!isSignedInSince(said, question) || !signIns.isProof(owner, said.twoFactors())) {
            throw new NotSaid(Reason.NOT_BELIEVED);
        }
        return new Proved(question.continueTo(), form);
    }

    /** A provider may overlook that it was asked for a new sign-in (OpenID Connect Core, 3.1.3.7, step 13). */
    private static boolean isSignedInSince(Said said, ProviderQuestion question) {
        Instant seen = said.signedInThere();
        return seen != null && !seen.isBefore(question.asked().minus(OpenIdProvider.SKEW));
    }

    @Override
    public Optional<Instant> linkedSince(Actor owner) {
        return isStaff(owner.role())
                ? transactions.as(owner, () -> links.since(owner.id(), provider.issuer()))
                : Optional.empty();
    }

    @Override
    public void unlink(Actor owner) {
        transactions.as(owner, () -> {
            if (links.removeAll(owner.id())) {
                tell(owner.id(), Mail.PROVIDER_UNLINKED);
            }
            return null;
        });
    }

    private void tell(UUID account, Mail mail) {
        events.publishEvent(new AccountMailWanted(new AccountId(account), mail));
    }
}
