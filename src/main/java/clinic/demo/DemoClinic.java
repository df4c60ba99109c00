package clinic.demo;

import clinic.availability.Availability;
import clinic.availability.WorkingPattern;
import clinic.demo.Premises.DoctorPlan;
import clinic.demo.Premises.Kind;
import clinic.demo.Premises.PlacePlan;
import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.Offer;
import clinic.directory.PolicyRule;
import clinic.directory.PolicyScope;
import clinic.directory.TypeId;
import clinic.identity.Account;
import clinic.identity.AccountId;
import clinic.identity.Identity;
import clinic.patients.Patient;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.platform.SystemAct;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** Sets the invented clinic up as an admin would have done it some months ago: places, staff, hours, patients. */
@Component
@ConditionalOnBooleanProperty("clinic.demo")
class DemoClinic {

    static final long SEED = 20_260_401;
    static final String PASSWORD = "demo clinic sign-in";

    private static final Duration OPEN_SINCE = Duration.ofDays(130);

    private final Transactions transactions;
    private final Identity identity;
    private final Directory directory;
    private final Patients patients;
    private final Availability availability;

    DemoClinic(
            Transactions transactions,
            Identity identity,
            Directory directory,
            Patients patients,
            Availability availability) {
        this.transactions = transactions;
        this.identity = identity;
        this.directory = directory;
        this.patients = patients;
        this.availability = availability;
    }

    /**
     * Who and what the clinic consists of, once it is set up; lists in the order of {@link Premises}.
     *
     * @param patientAccounts those patients who act for themselves, by patient
     * @param closed by place
     */
    record Staffed(
            Actor admin,
            List<LocationId> places,
            Map<Kind, TypeId> types,
            List<DoctorId> doctors,
            List<Actor> doctorAccounts,
            List<PatientId> patients,
            Map<Integer, Actor> patientAccounts,
            List<List<TimeRange>> closed) {}

    Staffed setUp(Instant now) {
        return DemoClock.at(now.minus(OPEN_SINCE), () -> setUpOnFirstDay(now));
    }

    private Staffed setUpOnFirstDay(Instant now) {
        Actor system = SystemAct.actor();
        Actor admin =
                actor(identity.enrol(system, "admin@demo.example", "Robin Ashdown", Actor.Role.ADMIN, null, PASSWORD));
        waitAWeekForAnswers(admin);
        List<LocationId> places = transactions.as(admin, () -> addPlaces(admin));
        Map<Kind, TypeId> types = transactions.as(admin, () -> addTypes(admin));
        List<Doctor> doctors = transactions.as(admin, () -> addDoctors(admin, places, types, now));
        List<List<TimeRange>> closed = transactions.as(admin, () -> closeOnHolidays(admin, places, now));
        List<InventedPeople.Person> people =
                InventedPeople.some(Premises.PLACES.size() * Diary.PATIENTS_PER_PLACE, SEED);
        Map<Integer, Actor> patientAccounts = transactions.as(system, () -> signUp(system, people));
        return new Staffed(
                admin,
                places,
                types,
                doctors.stream().map(Doctor::id).toList(),
                doctorAccounts(system, admin, doctors),
                transactions.as(admin, () -> addPatients(admin, people, patientAccounts)),
                patientAccounts,
                closed);
    }

    /** What an admin finds on opening the clinic: visits that a new absence leaves outside, and rules of one type's own. */
    void leaveSomethingToDo(Staffed staffed, Instant now) {
        Actor admin = staffed.admin();
        for (int place = 0; place < staffed.places().size(); place++) {
            DoctorId doctor = staffed.doctors().get(Premises.demoDoctor(place) + 1);
            ZoneId zone = Premises.PLACES.get(place).zone();
            LocalDate inAWeek = now.atZone(zone).toLocalDate().plusDays(7);
            TimeRange afternoon = new TimeRange(
                    inAWeek.atTime(LocalTime.of(14, 0)).atZone(zone).toInstant(),
                    inAWeek.plusDays(1).atStartOfDay(zone).toInstant());
            availability.addAbsence(admin, doctor, afternoon, "Away", false);
        }
        directory.changePolicy(
                admin,
                PolicyScope.of(typeOf(Premises.HEART_CHECK, staffed.types())),
                Map.of(PolicyRule.LEAD_TIME, 1440));
    }

    /** The demo doctors take their time, so that there are requests to answer. */
    private void waitAWeekForAnswers(Actor admin) {
        Map<PolicyRule, Integer> policy =
                new EnumMap<>(directory.policies(admin).at(PolicyScope.CLINIC));
        policy.put(PolicyRule.REQUEST_EXPIRY, (int) Duration.ofDays(7).toMinutes());
        directory.changePolicy(admin, PolicyScope.CLINIC, policy);
    }

    private static Actor actor(Account account) {
        return account.actor(UUID.randomUUID());
    }

    private List<LocationId> addPlaces(Actor admin) {
        List<LocationId> places = new ArrayList<>();
        for (PlacePlan plan : Premises.PLACES) {
            LocationId place = directory
                    .addLocation(
                            admin, new Directory.NewLocation(plan.name(), plan.zone(), plan.address(), plan.phone()))
                    .id();
            plan.rooms().forEach(room -> directory.addRoom(admin, place, room));
            places.add(place);
        }
        return places;
    }

    private Map<Kind, TypeId> addTypes(Actor admin) {
        Map<Kind, TypeId> types = new HashMap<>();
        for (Kind kind : Premises.KINDS) {
            Directory.NewType type = new Directory.NewType(
                    kind.name(),
                    kind.minutes().stream().map(Duration::ofMinutes).toList(),
                    Duration.ofMinutes(kind.before()),
                    Duration.ofMinutes(kind.after()),
                    kind.instant(),
                    kind.room(),
                    Premises.GRID);
            types.put(kind, directory.addType(admin, type).id());
        }
        return types;
    }

    private List<Doctor> addDoctors(Actor admin, List<LocationId> places, Map<Kind, TypeId> types, Instant now) {
        List<Doctor> doctors = new ArrayList<>();
        for (DoctorPlan plan : Premises.DOCTORS) {
            Doctor invited = directory.addDoctor(admin, plan.name(), List.of(plan.specialty()), plan.email());
            DoctorId doctor = invited.id();
            LocationId place = places.get(plan.place());
            availability.setOffers(
                    admin,
                    doctor,
                    plan.kinds().stream()
                            .map(kind -> new Offer(doctor, typeOf(kind, types), place, null, null, null, null))
                            .toList(),
                    false);
            LocalDate today =
                    now.atZone(Premises.PLACES.get(plan.place()).zone()).toLocalDate();
            availability.setPatterns(admin, doctor, week(plan, place, today), false);
            for (TimeRange absence : Diary.absences(plan, today)) {
                availability.addAbsence(admin, doctor, absence, "Away", false);
            }
            doctors.add(invited);
        }
        return doctors;
    }

    private static List<WorkingPattern> week(DoctorPlan plan, LocationId place, LocalDate today) {
        WorkingPattern.Break noon = new WorkingPattern.Break(Premises.NOON, Premises.AFTER_NOON);
        return plan.days(today).stream()
                .map(day -> new WorkingPattern(place, day, plan.from(), plan.to(), List.of(noon), null, null, null))
                .toList();
    }

    private static TypeId typeOf(Kind kind, Map<Kind, TypeId> types) {
        @Nullable TypeId type = types.get(kind);
        if (type == null) {
            throw new IllegalStateException("A doctor offers a kind of visit that the clinic does not have");
        }
        return type;
    }

    /** The public holidays of both places, from before the first visit to a year from now. */
    private List<List<TimeRange>> closeOnHolidays(Actor admin, List<LocationId> places, Instant now) {
        List<List<TimeRange>> closed = new ArrayList<>();
        for (PlacePlan plan : Premises.PLACES) {
            LocationId place = places.get(closed.size());
            List<TimeRange> days = new ArrayList<>();
            for (Directory.Holiday holiday : holidays(plan, now)) {
                availability.addClosure(admin, place, holiday.during(), holiday.name(), false);
                days.add(holiday.during());
            }
            closed.add(days);
        }
        return closed;
    }

    private List<Directory.Holiday> holidays(PlacePlan plan, Instant now) {
        ZoneId zone = plan.zone();
        LocalDate today = now.atZone(zone).toLocalDate();
        Instant from = today.minusDays(Diary.DAYS_BACK).atStartOfDay(zone).toInstant();
        Instant to = today.plusYears(1).atStartOfDay(zone).toInstant();
        List<Directory.Holiday> holidays = new ArrayList<>();
        for (int year = today.getYear() - 1; year <= today.getYear() + 1; year++) {
            directory.proposeHolidays(plan.country(), plan.region(), year, zone).stream()
                    .filter(holiday -> holiday.during().end().isAfter(from)
                            && holiday.during().start().isBefore(to))
                    .forEach(holidays::add);
        }
        return holidays;
    }

    /** Only the demo doctors follow the link of their invitation and set a password; nobody signs in as the others. */
    private List<Actor> doctorAccounts(Actor system, Actor admin, List<Doctor> doctors) {
        for (int place = 0; place < Premises.PLACES.size(); place++) {
            accept(system, account(doctors.get(Premises.demoDoctor(place))));
        }
        return doctors.stream()
                .map(doctor -> actor(identity.account(admin, account(doctor))))
                .toList();
    }

    private void accept(Actor system, AccountId account) {
        String link =
                identity.issueLink(system, account, Identity.LinkPurpose.INVITE).orElseThrow();
        if (!(identity.setPassword(link, PASSWORD, "127.0.0.1") instanceof Identity.LinkUsed)) {
            throw new IllegalStateException("A doctor of the demo clinic could not accept the invitation");
        }
    }

    private static AccountId account(Doctor doctor) {
        return Objects.requireNonNull(doctor.account());
    }

    /** Those who have an account. Only the demo patients have a password; the others are there to fill the clinic. */
    private Map<Integer, Actor> signUp(Actor system, List<InventedPeople.Person> people) {
        Map<Integer, Actor> accounts = new HashMap<>();
        for (int patient = 0; patient < people.size(); patient++) {
            if (Diary.hasAccount(patient)) {
                boolean demo = patient % Diary.PATIENTS_PER_PLACE == 0;
                String email = demo ? demoAddress(patient) : people.get(patient).email();
                accounts.put(
                        patient,
                        actor(identity.enrol(
                                system,
                                email,
                                people.get(patient).name(),
                                Actor.Role.PATIENT,
                                null,
                                demo ? PASSWORD : null)));
            }
        }
        return accounts;
    }

    private static String demoAddress(int patient) {
        return patient == 0 ? "patient@demo.example" : "patient2@demo.example";
    }

    /** The records of all invented patients, in their order; with an account the record is there and gets its details. */
    private List<PatientId> addPatients(Actor admin, List<InventedPeople.Person> people, Map<Integer, Actor> accounts) {
        List<PatientId> records = new ArrayList<>();
        for (InventedPeople.Person person : people) {
            int patient = records.size();
            String email = patient % Diary.PATIENTS_PER_PLACE == 0 ? demoAddress(patient) : person.email();
            Patients.NewPatient details =
                    new Patients.NewPatient(person.name(), email, person.phone(), person.birthDate());
            @Nullable Actor account = accounts.get(patient);
            Patient record = account == null
                    ? patients.add(admin, details)
                    : patients.change(admin, new PatientId(Objects.requireNonNull(account.person())), details);
            records.add(record.id());
        }
        return records;
    }
}
