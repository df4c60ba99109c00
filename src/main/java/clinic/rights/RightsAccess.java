package clinic.rights;

import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.shared.NotFound;

/**
 * Who may do what about people's rights. Row policies of {@code erasure}, {@code retention} and {@code patient} say it a
 * second time; what patients ask for themselves they find by who they are.
 */
final class RightsAccess {

    private RightsAccess() {}

    /**
     * Admins answer requests, restrict records and say how long what is kept.
     *
     * @param what there is none of to anybody else
     */
    static void onlyAdminsDecide(Actor actor, String what) {
        if (!actor.is(Role.ADMIN)) {
            throw new NotFound(what);
        }
    }
}
