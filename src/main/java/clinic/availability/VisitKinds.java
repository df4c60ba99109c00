package clinic.availability;

import clinic.directory.TypeId;
import java.util.Collection;
import java.util.Map;

/** Of what kind visits are: the ledger holds their time and does not know. Whoever books them says. */
public interface VisitKinds {

    /** Inside the caller's transaction. Claims that are no visits, or that its actor may not see, are left out. */
    Map<ClaimId, TypeId> of(Collection<ClaimId> claims);
}
