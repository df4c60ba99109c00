package clinic.web.staff;

import clinic.availability.ClaimId;
import clinic.shared.Actor;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** A change that would leave appointments outside is rehearsed, and made once somebody has seen which. */
@Component
class AskFirst {

    private final StaffAppointments names;

    AskFirst(StaffAppointments names) {
        this.names = names;
    }

    /** A change of a schedule. */
    interface Change {

        /** @return what it leaves outside, or in a dry run would */
        List<ClaimId> make(boolean dryRun);
    }

    /**
     * Makes the change, unless there is something to ask about first.
     *
     * @param base the page that the change is made on
     * @param path where the change is posted, below the page's address
     * @return the question, to which what was typed must be added; empty when the change is made
     */
    Optional<ModelAndView> make(Actor actor, boolean confirmed, String base, String path, Change change) {
        List<ClaimId> outside = confirmed ? List.of() : change.make(true);
        if (outside.isEmpty()) {
            change.make(false);
            return Optional.empty();
        }
        return Optional.of(name(
                actor,
                outside,
                new ModelAndView("staff/hours-confirm").addObject("base", base).addObject("change", path)));
    }

    /** Names those that the actor may read, and counts the others. */
    ModelAndView name(Actor actor, List<ClaimId> outside, ModelAndView page) {
        List<StaffAppointment> affected =
                names.existing(actor, outside.stream().map(ClaimId::value).toList());
        return page.addObject("affected", affected).addObject("others", outside.size() - affected.size());
    }
}
