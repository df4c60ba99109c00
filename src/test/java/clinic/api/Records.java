package clinic.api;

import clinic.api.Callers.Caller;
import clinic.availability.Availability;
import clinic.directory.Directory;
import clinic.directory.Directory.NewLocation;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestComponent;

/** Makes one fresh record of a kind, for a request to be about. */
@TestComponent
class Records {

    private static final Instant FAR = Instant.parse("2028-02-01T00:00:00Z");

    private final Directory directory;
    private final Availability availability;
    private final AtomicInteger dates = new AtomicInteger();

    Records(Directory directory, Availability availability) {
        this.directory = directory;
        this.availability = availability;
    }

    UUID location() {
        return directory
                .addLocation(
                        admin(), new NewLocation("Place " + UUID.randomUUID(), ZoneId.of("Europe/Berlin"), null, null))
                .id()
                .value();
    }

    UUID room(LocationId location) {
        return directory
                .addRoom(admin(), location, "Room " + UUID.randomUUID())
                .id()
                .value();
    }

    UUID type(Callers callers) {
        return callers.clinic().instantType(30).id().value();
    }

    /** A doctor who cannot sign in. */
    UUID doctor() {
        return directory
                .addDoctor(admin(), "Dr Dana Dahl", List.of("General practice"), null)
                .id()
                .value();
    }

    UUID user(Callers callers) {
        return callers.invitedAdmin().id().value();
    }

    UUID absence(Caller doctor) {
        return availability
                .addAbsence(
                        admin(),
                        new DoctorId(doctor.person()),
                        TimeRange.starting(FAR, Duration.ofDays(1)),
                        null,
                        false)
                .result()
                .id();
    }

    UUID exception(Caller doctor, Location location) {
        return availability
                .addException(admin(), new DoctorId(doctor.person()), location.id(), freshDate(), null, false)
                .result()
                .id();
    }

    /** One that was not asked for before, beyond every visit. */
    LocalDate freshDate() {
        return LocalDate.of(2030, 1, 1).plusDays(dates.getAndIncrement());
    }

    UUID closure() {
        return availability
                .addClosure(admin(), null, TimeRange.starting(FAR, Duration.ofDays(1)), "Works", false)
                .result()
                .id()
                .value();
    }

    private static Actor admin() {
        return new Actor(Role.ADMIN, UUID.randomUUID(), null, UUID.randomUUID());
    }
}
