package clinic.booking;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.availability.Availability;
import clinic.availability.VisitsAffected.Cause;
import clinic.availability.WorkingException;
import clinic.availability.WorkingException.Stretch;
import clinic.availability.WorkingPattern;
import clinic.booking.Appointments.Booking;
import clinic.booking.BookingOutcome.Done;
import clinic.directory.AppointmentType;
import clinic.directory.Closure;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.directory.Offer;
import clinic.patients.Patients;
import clinic.shared.Invalid;
import clinic.shared.TimeRange;
import clinic.testing.ClinicTest;
import clinic.testing.SampleClinic;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/**
 * Whatever is changed of hours, absences, closures and offers, in whatever order: each visit is listed for exactly what speaks
 * against it then, as long as nobody has kept it. A clinic of its own, as closures of everywhere meet everybody.
 */
@ClinicTest
@TestPropertySource(properties = "clinic.test=attention")
class AttentionFollowsHoursTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-11-24");
    private static final int DAYS = 5;
    private static final int CHANGES = 60;

    @Autowired
    private Appointments appointments;

    @Autowired
    private Availability availability;

    @Autowired
    private Directory directory;

    @Autowired
    private Patients patients;

    private SampleClinic clinic;
    private List<Location> places;
    private AppointmentType type;
    private final List<DoctorId> doctors = new ArrayList<>();
    private final Map<AppointmentId, AppointmentView> visits = new HashMap<>();
    private final List<Closure> closures = new ArrayList<>();

    @BeforeEach
    void threeDoctorsAtTwoPlacesWithVisitsOnFiveDays() {
        clinic = new SampleClinic(directory, patients, availability);
        places = List.of(clinic.location("Europe/London"), clinic.location("Europe/Paris"));
        type = clinic.instantType(30);
        for (int n = 0; n < 3; n++) {
            DoctorId doctor = clinic.doctor(week(9, 17, n), type.id());
            doctors.add(doctor);
            for (int day = 0; day < DAYS; day++) {
                for (int hour : new int[] {9, 12, 15}) {
                    book(doctor, place(day, n), FIRST.plusDays(day), hour);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void eachVisitIsListedForExactlyWhatSpeaksAgainstIt(long seed) {
        Random random = new Random(seed);
        for (int change = 0; change < CHANGES; change++) {
            String made = makeOne(random);

            assertThat(listed())
                    .as("seed %d, change %d: %s", seed, change, made)
                    .isEqualTo(expected());
        }
        closures.forEach(closure -> availability.removeClosure(clinic.admin(), closure.id()));
        closures.clear();
    }

    private String makeOne(Random random) {
        int n = random.nextInt(doctors.size());
        DoctorId doctor = doctors.get(n);
        TimeRange during = during(random);
        Location place = places.get(random.nextInt(places.size()));
        LocalDate date = FIRST.plusDays(random.nextInt(DAYS));
        try {
            switch (random.nextInt(9)) {
                case 0 ->
                    availability.setPatterns(
                            clinic.as(doctor), doctor, week(8 + random.nextInt(3), 12 + random.nextInt(6), n), false);
                case 1 -> availability.addAbsence(clinic.as(doctor), doctor, during, null, false);
                case 2 ->
                    availability.absences(clinic.as(doctor), doctor, null).stream()
                            .findFirst()
                            .ifPresent(
                                    absence -> availability.removeAbsence(clinic.admin(), doctor, absence.id(), false));
                case 3 -> availability.addException(clinic.as(doctor), doctor, place.id(), date, null, false);
                case 4 ->
                    availability.addException(
                            clinic.admin(),
                            doctor,
                            place.id(),
                            date,
                            new Stretch(LocalTime.of(8, 0), LocalTime.of(13, 0)),
                            false);
                case 5 ->
                    availability.exceptions(clinic.as(doctor), doctor, null, null).stream()
                            .map(WorkingException::id)
                            .skip(random.nextInt(2))
                            .findFirst()
                            .ifPresent(exception ->
                                    availability.removeException(clinic.as(doctor), doctor, exception, false));
                case 6 ->
                    closures.add(availability
                            .addClosure(clinic.admin(), random.nextBoolean() ? place.id() : null, during, "Shut", false)
                            .result());
                case 7 -> {
                    LocationId where = random.nextInt(3) == 0 ? null : place.id();
                    availability.setOffers(
                            clinic.as(doctor),
                            doctor,
                            List.of(new Offer(doctor, type.id(), where, null, null, null, null)),
                            false);
                }
                default -> {
                    if (!closures.isEmpty()) {
                        availability.removeClosure(
                                clinic.admin(),
                                closures.remove(random.nextInt(closures.size())).id());
                    }
                }
            }
        } catch (Invalid e) {
            return "refused";
        }
        return "made for doctor " + n + " at " + place.zone() + " on " + date + " or during " + during;
    }

    private static TimeRange during(Random random) {
        Instant start = FIRST.plusDays(random.nextInt(DAYS))
                .atTime(6 + random.nextInt(10), 30 * random.nextInt(2))
                .toInstant(ZoneOffset.UTC);
        return TimeRange.starting(start, Duration.ofMinutes(30L * (1 + random.nextInt(40))));
    }

    private Map<AppointmentId, Set<Cause>> listed() {
        Map<AppointmentId, Set<Cause>> listed = new HashMap<>();
        for (DoctorId doctor : doctors) {
            appointments
                    .needingAttention(clinic.as(doctor), null, null, null, 500)
                    .forEach(view -> {
                        assertThat(view.doctor()).isEqualTo(doctor);
                        listed.put(
                                view.id(),
                                Objects.requireNonNull(view.attention()).causes());
                    });
        }
        return listed;
    }

    /** Asked of what anybody may read, one visit at a time; but never the same twice. */
    private Map<AppointmentId, Set<Cause>> expected() {
        Map<AppointmentId, Set<Cause>> expected = new HashMap<>();
        Map<TimeRange, List<Closure>> closed = new HashMap<>();
        Map<DoctorId, List<Offer>> offered = new HashMap<>();
        visits.forEach((id, view) -> {
            Set<Cause> causes = EnumSet.noneOf(Cause.class);
            if (availability.hours(clinic.as(view.doctor()), view.doctor(), view.during()).stream()
                    .filter(hours -> hours.location().equals(view.location()))
                    .noneMatch(hours -> hours.hours().stream().anyMatch(range -> range.contains(view.during()))
                            && hours.breaks().stream().noneMatch(view.during()::overlaps))) {
                causes.add(Cause.HOURS);
            }
            if (!availability
                    .absences(clinic.as(view.doctor()), view.doctor(), view.during())
                    .isEmpty()) {
                causes.add(Cause.ABSENCE);
            }
            if (closed.computeIfAbsent(view.during(), during -> directory.closures(clinic.admin(), during)).stream()
                    .anyMatch(closure ->
                            closure.location() == null || closure.location().equals(view.location()))) {
                causes.add(Cause.CLOSURE);
            }
            if (offered
                    .computeIfAbsent(
                            view.doctor(), doctor -> directory.offers(clinic.admin(), List.of(doctor), type.id()))
                    .stream()
                    .noneMatch(offer ->
                            offer.location() == null || offer.location().equals(view.location()))) {
                causes.add(Cause.OFFER);
            }
            if (!causes.isEmpty()) {
                expected.put(id, causes);
            }
        });
        return expected;
    }

    /** Each doctor changes places from day to day. */
    private Location place(int day, int doctor) {
        return places.get((day + doctor) % places.size());
    }

    private List<WorkingPattern> week(int from, int to, int doctor) {
        List<WorkingPattern> week = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            DayOfWeek weekday = FIRST.plusDays(day).getDayOfWeek();
            week.add(new WorkingPattern(
                    place(day, doctor).id(),
                    weekday,
                    LocalTime.of(from, 0),
                    LocalTime.of(to, 0),
                    List.of(),
                    null,
                    null,
                    Duration.ofMinutes(30)));
        }
        return week;
    }

    private void book(DoctorId doctor, Location place, LocalDate date, int hour) {
        Instant start = date.atTime(hour, 0).atZone(place.zone()).toInstant();
        BookingOutcome outcome = appointments.book(
                clinic.as(clinic.patient()), new Booking(null, doctor, place.id(), type.id(), start, null, null, null));
        assertThat(outcome).isInstanceOf(Done.class);
        AppointmentView view = ((Done) outcome).appointment();
        visits.put(view.id(), view);
    }
}
