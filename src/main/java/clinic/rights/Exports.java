package clinic.rights;

import clinic.audit.AccessLog;
import clinic.audit.AccessLog.Access;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.Appointments.Filter;
import clinic.booking.Status;
import clinic.booking.Transition;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.emergency.EmergencyAccess;
import clinic.identity.Account;
import clinic.identity.Identity;
import clinic.identity.SignIns;
import clinic.notification.NotificationPreferences;
import clinic.notification.Notifications;
import clinic.notification.Notifications.Notification;
import clinic.patients.Patient;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.platform.Transactions;
import clinic.rights.Export.Asked;
import clinic.rights.Export.Consent;
import clinic.rights.Export.Correction;
import clinic.rights.Export.Emergency;
import clinic.rights.Export.OfAccount;
import clinic.rights.Export.OfRecord;
import clinic.rights.Export.Restricted;
import clinic.rights.Export.Seen;
import clinic.rights.Export.SignedIn;
import clinic.rights.Export.Step;
import clinic.rights.Export.Told;
import clinic.rights.Export.Visit;
import clinic.rights.Export.Way;
import clinic.shared.Actor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Puts together what the clinic knows of somebody, part by part through the doors of those who keep it. */
@Service
class Exports implements DataRights {

    private static final int AT_ONCE = 200;

    private final Transactions transactions;
    private final Identity identity;
    private final SignIns signIns;
    private final Patients patients;
    private final Appointments appointments;
    private final Directory directory;
    private final Notifications notifications;
    private final NotificationPreferences preferences;
    private final AccessLog accesses;
    private final EmergencyAccess emergencies;
    private final Erasures erasures;
    private final OwnHistory history;
    private final Clock clock;

    Exports(
            Transactions transactions,
            Identity identity,
            SignIns signIns,
            Patients patients,
            Appointments appointments,
            Directory directory,
            Notifications notifications,
            NotificationPreferences preferences,
            AccessLog accesses,
            EmergencyAccess emergencies,
            Erasures erasures,
            OwnHistory history,
            Clock clock) {
        this.transactions = transactions;
        this.identity = identity;
        this.signIns = signIns;
        this.patients = patients;
        this.appointments = appointments;
        this.directory = directory;
        this.notifications = notifications;
        this.preferences = preferences;
        this.accesses = accesses;
        this.emergencies = emergencies;
        this.erasures = erasures;
        this.history = history;
        this.clock = clock;
    }

    @Override
    public Export export(Actor actor) {
        PatientId patient = PatientId.concerned(actor, null);
        List<SignedIn> open = signIns.of(actor).stream()
                .map(one -> new SignedIn(one.kind(), one.device(), one.began(), one.lastUsed()))
                .toList();
        return transactions.as(actor, () -> {
            Names names = names(actor);
            return new Export(
                    clock.instant(),
                    account(identity.me(actor)),
                    record(patients.patient(actor, patient)),
                    visits(actor).stream()
                            .map(visit -> visit(visit, appointments.history(actor, visit.id()), names))
                            .toList(),
                    told(actor).stream().map(Exports::told).toList(),
                    preferences.of(actor).stream()
                            .map(way -> new Way(way.kind(), way.email(), way.sms()))
                            .toList(),
                    open,
                    seen(actor, patient, names),
                    erasures.allOfMine(actor).stream().map(Exports::asked).toList(),
                    corrections(actor),
                    textMessageChoices(actor),
                    emergencies.to(actor, patient).stream()
                            .map(access -> emergency(access, names))
                            .toList());
        });
    }

    @Override
    public List<Correction> corrections(Actor actor) {
        return history.corrections(actor);
    }

    @Override
    public List<Consent> textMessageChoices(Actor actor) {
        return history.textMessageChoices(actor);
    }

    /** What things are called. */
    private record Names(Map<DoctorId, String> doctors, Map<UUID, String> locations, Map<UUID, String> types) {}

    private Names names(Actor actor) {
        return new Names(
                directory.doctors(actor, null, null, null).stream().collect(Collectors.toMap(Doctor::id, Doctor::name)),
                directory.locations(actor).stream()
                        .collect(Collectors.toMap(place -> place.id().value(), Location::name)),
                directory.types(actor).stream()
                        .collect(Collectors.toMap(type -> type.id().value(), AppointmentType::name)));
    }

    private static OfAccount account(Account account) {
        return new OfAccount(
                account.id().value(),
                account.email(),
                account.name(),
                account.locale(),
                account.zone(),
                account.createdAt());
    }

    private static OfRecord record(Patient patient) {
        Patient.Restriction restriction = patient.restriction();
        return new OfRecord(
                patient.id().value(),
                patient.name(),
                patient.email(),
                patient.phone(),
                patient.birthDate(),
                patient.blocked(),
                restriction == null
                        ? null
                        : new Restricted(restriction.since(), restriction.reason(), restriction.ends()));
    }

    private List<AppointmentView> visits(Actor actor) {
        return all(last -> appointments.appointments(
                actor,
                new Filter(
                        EnumSet.allOf(Status.class),
                        null,
                        null,
                        null,
                        null,
                        null,
                        false,
                        last == null ? null : last.id(),
                        AT_ONCE)));
    }

    private static Visit visit(AppointmentView visit, List<Transition> history, Names names) {
        return new Visit(
                visit.id().value(),
                visit.status(),
                names.doctors().getOrDefault(visit.doctor(), ""),
                names.locations().getOrDefault(visit.location().value(), ""),
                names.types().getOrDefault(visit.type().value(), ""),
                visit.during().start(),
                visit.during().end(),
                visit.zone().getId(),
                visit.note(),
                visit.createdAt(),
                history.stream().map(Exports::step).toList());
    }

    private static Step step(Transition step) {
        return new Step(
                step.number(),
                step.from(),
                step.to(),
                step.at(),
                step.byRole(),
                step.reason(),
                step.oldStart(),
                step.newStart());
    }

    private List<Notification> told(Actor actor) {
        return all(last -> notifications.mine(actor, AT_ONCE, last == null ? null : last.id()));
    }

    private static Told told(Notification told) {
        return new Told(
                told.at(),
                told.kind(),
                told.appointment() == null ? null : told.appointment().value(),
                told.text(),
                told.readAt());
    }

    private static Asked asked(Erasures.Erasure asked) {
        return new Asked(
                asked.askedAt(), asked.dueBy(), asked.state(), asked.reason(), asked.endedAt(), asked.answer());
    }

    private List<Seen> seen(Actor actor, PatientId patient, Names names) {
        List<Access> all = all(last -> accesses.of(actor, patient.value(), AT_ONCE, last == null ? null : last.id()));
        return all.stream()
                .map(access -> new Seen(
                        access.at(),
                        access.role(),
                        access.doctor() == null ? null : names.doctors().get(new DoctorId(access.doctor())),
                        access.appointment(),
                        access.why()))
                .toList();
    }

    private static Emergency emergency(EmergencyAccess.Access access, Names names) {
        return new Emergency(
                names.doctors().getOrDefault(access.doctor(), ""),
                access.reason(),
                access.begunAt(),
                access.endsAt(),
                access.review() == null ? null : access.review().at());
    }

    /** Page after page. @param after the last of the page before, and null for the first page */
    private static <T> List<T> all(Function<@Nullable T, List<T>> page) {
        List<T> all = new ArrayList<>();
        List<T> some;
        do {
            some = page.apply(all.isEmpty() ? null : all.getLast());
            all.addAll(some);
        } while (some.size() == AT_ONCE);
        return all;
    }
}
