package clinic.testing;

import clinic.availability.Availability;
import clinic.availability.WorkingPattern;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.Directory.NewLocation;
import clinic.directory.Directory.NewType;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.directory.Offer;
import clinic.directory.TypeId;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.patients.Patients.NewPatient;
import clinic.shared.Actor;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes what a test needs of a clinic through the modules' own interfaces; everything it makes is fresh. */
public class SampleClinic {

    private final Directory directory;
    private final Patients patients;
    private final Availability availability;

    public SampleClinic(Directory directory, Patients patients, Availability availability) {
        this.directory = directory;
        this.patients = patients;
        this.availability = availability;
    }

    public Actor admin() {
        return new Actor(Actor.Role.ADMIN, UuidCreator.getTimeOrderedEpoch(), null, UUID.randomUUID());
    }

    public Actor visitor() {
        return Actor.visitor(UUID.randomUUID());
    }

    public Actor as(DoctorId doctor) {
        return new Actor(Actor.Role.DOCTOR, doctor.value(), doctor.value(), UUID.randomUUID());
    }

    public Actor as(PatientId patient) {
        return new Actor(Actor.Role.PATIENT, patient.value(), patient.value(), UUID.randomUUID());
    }

    public Location location(String zone) {
        return directory.addLocation(
                admin(), new NewLocation("Place " + UUID.randomUUID(), ZoneId.of(zone), null, null));
    }

    /** A kind of visit of this length that books at once. */
    public AppointmentType instantType(int minutes) {
        return type(minutes, 0, 0, true, false);
    }

    /** A kind of visit of this length that the doctor approves. */
    public AppointmentType typeToApprove(int minutes) {
        return type(minutes, 0, 0, false, false);
    }

    public AppointmentType type(int minutes, int before, int after, boolean instant, boolean roomRequired) {
        return directory.addType(
                admin(),
                new NewType(
                        "Visit " + UUID.randomUUID(),
                        List.of(Duration.ofMinutes(minutes)),
                        Duration.ofMinutes(before),
                        Duration.ofMinutes(after),
                        instant,
                        roomRequired,
                        null));
    }

    /** A doctor who gives these types wherever there are hours, and works every day from and to these times. */
    public DoctorId doctor(LocationId location, String from, String to, TypeId... types) {
        return doctor(everyDay(location, from, to, null), types);
    }

    public DoctorId doctor(List<WorkingPattern> patterns, TypeId... types) {
        DoctorId doctor = directory
                .addDoctor(admin(), "Dr Test", List.of("General practice"), null)
                .id();
        List<Offer> offers = new ArrayList<>();
        for (TypeId type : types) {
            offers.add(new Offer(doctor, type, null, null, null, null, null));
        }
        availability.setOffers(admin(), doctor, offers, false);
        availability.setPatterns(admin(), doctor, patterns, false);
        return doctor;
    }

    public static List<WorkingPattern> everyDay(LocationId location, String from, String to, @Nullable Duration step) {
        List<WorkingPattern> patterns = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            patterns.add(new WorkingPattern(
                    location, day, LocalTime.parse(from), LocalTime.parse(to), List.of(), null, null, step));
        }
        return patterns;
    }

    public PatientId patient() {
        return patients.add(admin(), new NewPatient("Pat Example", null, null, null))
                .id();
    }
}
