package clinic.web.staff;

import clinic.availability.Availability;
import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.identity.Identity;
import clinic.notification.Notifications;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What a new clinic lacks before somebody can book: told by what there is, so that nothing has to be ticked off. */
@Component
class FirstSteps {

    private static final Duration SOON = Duration.ofDays(28);

    private final Directory directory;
    private final Availability availability;
    private final Identity identity;
    private final Notifications notifications;
    private final Clock clock;

    FirstSteps(
            Directory directory,
            Availability availability,
            Identity identity,
            Notifications notifications,
            Clock clock) {
        this.directory = directory;
        this.availability = availability;
        this.identity = identity;
        this.notifications = notifications;
        this.clock = clock;
    }

    StepsLeft of(Actor admin) {
        List<Doctor> doctors = directory.doctors(admin, null, null, null);
        String hours = doctors.isEmpty()
                ? "/admin/doctors"
                : "/admin/doctors/" + doctors.getFirst().id().value() + "/hours";
        List<StepsLeft.Step> left = Stream.of(
                        step(
                                "LOCATION",
                                "/admin/clinic",
                                !directory.locations(admin).isEmpty()),
                        step(
                                "TYPE",
                                "/admin/clinic/types",
                                !directory.types(admin).isEmpty()),
                        step("DOCTOR", "/admin/doctors", !doctors.isEmpty()),
                        step("HOURS", hours, anybodyWorksSoon(admin, doctors)),
                        step("STAFF", "/admin/users/invitation", anybodyElseSignsIn(admin)),
                        step("MAIL", "/admin/messages", aMailHasGone(admin)))
                .toList();
        return new StepsLeft(
                left.stream().filter(step -> !step.done()).toList(),
                (int) left.stream().filter(StepsLeft.Step::done).count(),
                left.size());
    }

    private static StepsLeft.Step step(String name, String href, boolean done) {
        return new StepsLeft.Step(name, href, done);
    }

    private boolean anybodyWorksSoon(Actor admin, List<Doctor> doctors) {
        List<DoctorId> ids = doctors.stream().map(Doctor::id).toList();
        return availability.openTime(admin, ids, null, TimeRange.starting(clock.instant(), SOON)).values().stream()
                .anyMatch(open -> !open.parts().isEmpty());
    }

    private boolean anybodyElseSignsIn(Actor admin) {
        return identity.accounts(admin, null, Actor.Role.ADMIN, 2, null).size() > 1
                || !identity.accounts(admin, null, Actor.Role.DOCTOR, 1, null).isEmpty();
    }

    private boolean aMailHasGone(Actor admin) {
        var sent = new Notifications.Search(Notifications.State.SENT, null, "EMAIL", null, null, null, null);
        return !notifications.search(admin, sent, 1, null).isEmpty();
    }
}
