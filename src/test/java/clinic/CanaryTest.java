package clinic;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.availability.Availability;
import clinic.availability.HoldRequest;
import clinic.availability.WorkingException.Stretch;
import clinic.booking.AppointmentId;
import clinic.booking.Appointments;
import clinic.booking.Appointments.Booking;
import clinic.booking.Appointments.Change;
import clinic.booking.Appointments.Move;
import clinic.booking.BookingOutcome.Done;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.emergency.EmergencyAccess;
import clinic.emergency.EmergencyAccess.Wanted;
import clinic.notification.NotificationPreferences;
import clinic.notification.NotificationPreferences.Kind;
import clinic.notification.NotificationPreferences.Preference;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.platform.Transactions;
import clinic.rights.Erasures;
import clinic.rights.Retention;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import clinic.testing.ClinicTest;
import clinic.testing.SampleClinic;
import clinic.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/**
 * Three patients and three doctors, who know each other in part; every table is counted as each of them, as an admin, as a
 * visitor and as the system, and exactly the rows that are theirs are there. A table, or a function that runs as its owner,
 * which is not in these lists fails: whoever adds one says here who sees what through it.
 *
 * <pre>
 *            first doctor       second doctor     third doctor
 * Ada        a visit, a note    a visit
 * Ben        an emergency       a visit, moved
 * Cleo       called off                           a request; he holds a time
 * </pre>
 */
@ClinicTest
@TestPropertySource(properties = "clinic.name=Canary")
class CanaryTest {

    /** Rows that each may read; "-" where the role may not read the table at all. */
    private static final String EXPECTED = """
            absence 1 1 1 1 0 0 1 1 -
            account 0 0 0 0 0 0 0 - 0
            account_link - - - - - - - - 0
            appointment 2 1 2 2 2 1 5 - 5
            appointment_note 1 0 0 1 0 0 - - -
            appointment_type 2 2 2 2 2 2 2 2 2
            attendance 0 0 0 0 0 0 0 - 0
            attention - - - 1 0 0 1 - -
            audit_checkpoint - - - - - - 0 - 0
            audit_entry - - - - - - some - -
            audit_seal - - - - - - 0 - -
            authenticator 0 0 0 0 0 0 0 - 0
            authenticator_use 0 0 0 0 0 0 0 - 0
            calendar 4 4 4 6 6 6 6 - -
            closure 0 0 0 0 0 0 0 0 0
            confirmation 0 0 0 0 0 0 0 - -
            data_key 1 1 1 3 2 1 5 - 5
            demo_build - - - - - - - - 0
            demo_mail - - - - - - - - 0
            doctor 3 3 3 3 3 3 3 3 3
            doctor_time 5 5 5 1 2 2 5 5 -
            emergency_access 0 1 0 1 0 0 1 - -
            erasure 1 0 0 - - - 1 - 1
            hold 0 0 1 - - - 1 - 1
            idempotency 0 0 0 0 0 0 0 - 0
            lifecycle_step - - - - - - 56 - -
            location 1 1 1 1 1 1 1 1 1
            message 10 12 7 3 4 1 37 - 37
            moved_clock - - - - - - - - -
            notification_preference 1 0 0 0 0 1 - - -
            offer 6 6 6 6 6 6 6 6 6
            parting_address - - - - - - - - 0
            passkey 0 0 0 0 0 0 0 - 0
            passkey_challenge - - - - - - - - 0
            passkey_owner 0 0 0 0 0 0 0 - 0
            passkey_use 0 0 0 0 0 0 0 - 0
            patient 1 1 1 2 2 1 3 - 3
            patient_time 2 1 2 1 2 2 5 - 1
            policy_setting 12 12 12 12 12 12 12 12 12
            provider_link - - - 0 0 0 0 - 0
            purge_run - - - - - - 0 - 0
            record_access 1 1 0 - - - 2 - 2
            recovery_code 0 0 0 0 0 0 0 - 0
            refresh_family - - - - - - - - 0
            refresh_token - - - - - - - - 0
            reply_link 0 0 0 - - - - - 0
            retention - - - - - - 1 - 1
            room 0 0 0 0 0 0 0 0 0
            room_time 0 0 0 0 0 0 0 0 -
            schedule_past - - - 1 1 0 2 - -
            search_token 6 6 6 - - - 18 - 18
            spring_session - - - - - - - - -
            spring_session_attributes - - - - - - - - -
            throttle - - - - - - - - 1
            token_key - - - - - - - - 0
            told_by_hand - - - - - - 0 - 0
            transition 2 3 3 3 4 1 8 - 8
            working_exception 1 1 1 1 1 1 1 1 -
            working_pattern 21 21 21 21 21 21 21 21 -
            """;

    private static final String SEES = "Ada Ben Cleo first second third admin visitor system";

    private static final String BEN = "Ben Canary";
    private static final LocalDate BORN = LocalDate.of(1971, 5, 17);

    @Autowired
    Directory directory;

    @Autowired
    Patients patients;

    @Autowired
    Availability availability;

    @Autowired
    Appointments appointments;

    @Autowired
    NotificationPreferences preferences;

    @Autowired
    EmergencyAccess emergencies;

    @Autowired
    Erasures erasures;

    @Autowired
    Retention retention;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient jdbc;

    @Test
    void everybodySeesExactlyTheRowsThatAreTheirs() {
        Map<String, Actor> people = aClinic();

        List<String> tables = transactions.as(
                people.get("admin"), () -> jdbc.sql("""
                        select relname from pg_class
                         where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v')
                           and relname not in ('flyway_schema_history', 'scheduled_tasks')
                         order by relname
                        """).query(String.class).list());

        String found = tables.stream()
                .map(table -> table + " "
                        + people.values().stream()
                                .map(person -> rows(person, table))
                                .collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n"));
        assertThat(found).isEqualTo(EXPECTED.strip());
    }

    /** What each of them gives away is said where it is made. */
    @Test
    void noOtherFunctionRunsAsItsOwner() {
        Actor admin = new Actor(Actor.Role.ADMIN, UUID.randomUUID(), null, UUID.randomUUID());
        assertThat(transactions.as(
                        admin, () -> jdbc.sql("""
                        select proname from pg_proc
                         where pronamespace = 'public'::regnamespace and prosecdef and prorettype <> 'trigger'::regtype
                        """).query(String.class).list()))
                .containsExactlyInAnyOrder(
                        "doctor_before",
                        "patient_calendar",
                        "list_attention",
                        "lift_attention",
                        "let_expired_holds_go",
                        "wants",
                        "has_lapsed",
                        "send_again",
                        "overtake_messages",
                        "withdraw_messages",
                        "sealed_so_far",
                        "seal_audit_entries",
                        "audit_unsealed_since",
                        "forget_factors",
                        "in_emergency",
                        "emergency_patient",
                        "emergency_visits",
                        "takes_no_visits",
                        "own_history",
                        "close_account");
    }

    private Map<String, Actor> aClinic() {
        SampleClinic clinic = new SampleClinic(directory, patients, availability);
        Location london = clinic.location("Europe/London");
        AppointmentType visit = clinic.instantType(30);
        AppointmentType request = clinic.typeToApprove(30);
        List<DoctorId> doctors = new ArrayList<>();
        List<PatientId> treated = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            doctors.add(clinic.doctor(london.id(), "08:00", "18:00", visit.id(), request.id()));
            treated.add(i == 1 ? ben(clinic) : clinic.patient());
        }
        Actor ada = clinic.as(treated.get(0));
        Actor ben = clinic.as(treated.get(1));
        Actor cleo = clinic.as(treated.get(2));
        Instant day = TestClock.START.plus(Duration.ofDays(2));
        book(ada, doctors.get(0), london, visit, day, "A note for the first doctor");
        AppointmentId opened = book(ada, doctors.get(1), london, visit, day.plus(Duration.ofHours(1)), null);
        AppointmentId moved = book(ben, doctors.get(1), london, visit, day.plus(Duration.ofHours(2)), null);
        appointments.move(ben, moved, new Move(day.plus(Duration.ofHours(3)), null, null, null), Change.anyVersion());
        AppointmentId off = book(cleo, doctors.get(0), london, visit, day.plus(Duration.ofHours(2)), null);
        appointments.cancel(cleo, off, Change.anyVersion());
        book(cleo, doctors.get(2), london, request, day, null);
        availability.hold(
                cleo,
                new HoldRequest(null, doctors.get(2), london.id(), visit.id(), day.plus(Duration.ofHours(4)), null));
        availability.addAbsence(
                clinic.admin(), doctors.get(0), TimeRange.starting(day, Duration.ofHours(1)), "Away", false);
        availability.addException(
                clinic.admin(),
                doctors.get(1),
                london.id(),
                LocalDate.of(2026, 12, 6),
                new Stretch(LocalTime.of(9, 0), LocalTime.of(12, 0)),
                false);
        appointments.appointment(clinic.as(doctors.get(1)), opened);
        patients.patient(clinic.admin(), treated.get(1));
        assertThat(emergencies.begin(
                        clinic.as(doctors.get(0)), new Wanted(BEN, BORN, "Found unconscious in the corridor")))
                .isPresent();
        erasures.ask(ada, "I moved away");
        retention.change(clinic.admin(), Map.of(Retention.Kind.READS, 24));
        preferences.choose(ada, List.of(new Preference(Kind.CHANGES, true, false)));
        preferences.choose(clinic.as(doctors.get(2)), List.of(new Preference(Kind.DIGEST, true, false)));
        Map<String, Actor> people = new LinkedHashMap<>();
        people.put("Ada", ada);
        people.put("Ben", ben);
        people.put("Cleo", cleo);
        people.put("first", clinic.as(doctors.get(0)));
        people.put("second", clinic.as(doctors.get(1)));
        people.put("third", clinic.as(doctors.get(2)));
        people.put("admin", clinic.admin());
        people.put("visitor", clinic.visitor());
        people.put("system", Actor.system(UUID.randomUUID()));
        assertThat(String.join(" ", people.keySet())).isEqualTo(SEES);
        return people;
    }

    private PatientId ben(SampleClinic clinic) {
        return patients.add(clinic.admin(), new Patients.NewPatient(BEN, null, null, BORN))
                .id();
    }

    private AppointmentId book(
            Actor patient,
            DoctorId doctor,
            Location place,
            AppointmentType type,
            Instant start,
            @Nullable String note) {
        return ((Done) appointments.book(
                        patient, new Booking(null, doctor, place.id(), type.id(), start, null, note, null)))
                .appointment()
                .id();
    }

    /** Of a table of which only some columns are granted, those are counted. */
    private String rows(Actor person, String table) {
        return transactions.as(person, () -> {
            String columns =
                    jdbc.sql("""
                            select coalesce(string_agg(quote_ident(attname), ', '), '') from pg_attribute
                             where attrelid = cast(:table as regclass) and attnum > 0 and not attisdropped
                               and has_column_privilege(attrelid, attnum, 'select')
                            """).param("table", table).query(String.class).single();
            if (columns.isEmpty()) {
                return "-";
            }
            int rows = jdbc.sql("select " + columns + " from " + table)
                    .query((row, n) -> 1)
                    .list()
                    .size();
            return table.equals("audit_entry") && rows > 0 ? "some" : String.valueOf(rows);
        });
    }
}
