package clinic.identity.accounts;

import clinic.identity.AccountId;
import clinic.identity.AccountMailWanted;
import clinic.identity.AccountMailWanted.Mail;
import clinic.identity.SignIns;
import clinic.platform.SystemAct;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.shared.NotFound;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Where somebody is signed in, browsers and programs alike. */
@Component
class SignInBook implements SignIns {

    private final Transactions transactions;
    private final RefreshTokens programs;
    private final OpenBrowsers browsers;
    private final SignInLengths lengths;
    private final ApplicationEventPublisher events;

    SignInBook(
            Transactions transactions,
            RefreshTokens programs,
            OpenBrowsers browsers,
            SignInLengths lengths,
            ApplicationEventPublisher events) {
        this.transactions = transactions;
        this.programs = programs;
        this.browsers = browsers;
        this.lengths = lengths;
        this.events = events;
    }

    @Override
    public List<Open> of(Actor owner) {
        List<Open> signedIn = transactions.as(SystemAct.actor(), () -> programs.openOf(owner.id()));
        return Stream.concat(browsers.of(owner.id()).stream(), signedIn.stream())
                .filter(open -> lengths.isWithin(owner.role(), open.began()))
                .sorted(Comparator.comparing(Open::lastUsed).reversed())
                .toList();
    }

    @Override
    public boolean isWithinItsLength(Role role, Instant began) {
        return lengths.isWithin(role, began);
    }

    @Override
    public void end(Actor owner, UUID signIn) {
        if (end(owner, open -> open.id().equals(signIn)) == 0) {
            throw new NotFound("session");
        }
    }

    @Override
    public void endOthers(Actor owner, UUID kept) {
        if (end(owner, open -> !open.id().equals(kept)) > 0) {
            transactions.as(owner, () -> {
                events.publishEvent(new AccountMailWanted(new AccountId(owner.id()), Mail.SESSIONS_ENDED));
                return null;
            });
        }
    }

    private int end(Actor owner, Predicate<Open> which) {
        List<Open> ended = of(owner).stream().filter(which).toList();
        transactions.as(SystemAct.actor(), () -> {
            ids(ended, Kind.PROGRAM).forEach(programs::end);
            return null;
        });
        browsers.end(owner.id(), ids(ended, Kind.BROWSER));
        return ended.size();
    }

    private static Set<UUID> ids(List<Open> signIns, Kind kind) {
        return signIns.stream()
                .filter(open -> open.kind() == kind)
                .map(Open::id)
                .collect(Collectors.toUnmodifiableSet());
    }
}
