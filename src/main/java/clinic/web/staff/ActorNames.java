package clinic.web.staff;

import clinic.identity.AccountId;
import clinic.identity.Identity;
import clinic.shared.Actor;
import clinic.shared.NotFound;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Who stands behind an id in a history: for admins, who alone may look up accounts. */
@Component
class ActorNames {

    private final Identity identity;

    ActorNames(Identity identity) {
        this.identity = identity;
    }

    /** Names by account id; without those that are no account, such as the clinic's own clockwork. */
    Map<UUID, String> of(Actor actor, Collection<UUID> ids) {
        if (!actor.is(Actor.Role.ADMIN)) {
            return Map.of();
        }
        var names = new HashMap<UUID, String>();
        for (UUID id : ids.stream().collect(Collectors.toSet())) {
            try {
                names.put(id, identity.account(actor, new AccountId(id)).name());
            } catch (NotFound e) {
                // The clockwork and visitors act under ids that no account has: the page names their role instead.
                continue;
            }
        }
        return names;
    }
}
