package clinic.booking.application;

import clinic.availability.Availability;
import clinic.availability.ClaimId;
import clinic.availability.ClaimOutcome;
import clinic.availability.ClaimRequest;
import clinic.availability.Hold;
import clinic.availability.NotBookable;
import clinic.booking.AppointmentId;
import clinic.booking.Appointments.Booking;
import clinic.booking.Appointments.Change;
import clinic.booking.Attendance;
import clinic.booking.Attendance.Noted;
import clinic.booking.BookingOutcome;
import clinic.booking.BookingOutcome.Done;
import clinic.booking.BookingOutcome.HoldExpired;
import clinic.booking.BookingOutcome.KeyReused;
import clinic.booking.BookingOutcome.PatientBlocked;
import clinic.booking.BookingOutcome.TimeRefused;
import clinic.booking.Step;
import clinic.booking.domain.Appointment;
import clinic.booking.domain.AppointmentStore;
import clinic.booking.domain.AppointmentStore.KeyUse;
import clinic.booking.domain.BookingAccess;
import clinic.directory.DoctorId;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Books a time with one doctor: the time in the ledger, the appointment, its first step, all inside one transaction. */
@Component
class NewBookings {

    private static final int LONGEST_NOTE = 2000;
    private static final int LONGEST_KEY = 200;

    /** Why a time cannot be had that somebody else has. */
    private static final Set<NotBookable> TAKEN =
            Set.of(NotBookable.SLOT_TAKEN, NotBookable.BUFFER, NotBookable.ROOM_BUSY);

    private final Availability availability;
    private final Patients patients;
    private final AppointmentStore store;
    private final Steps steps;
    private final Clock clock;

    NewBookings(Availability availability, Patients patients, AppointmentStore store, Steps steps, Clock clock) {
        this.availability = availability;
        this.patients = patients;
        this.store = store;
        this.steps = steps;
        this.clock = clock;
    }

    /** @throws Invalid for a note or a key that cannot be kept */
    static void check(Actor actor, Booking booking) {
        if (booking.note() != null) {
            Words.check("note", booking.note(), LONGEST_NOTE);
        }
        Steps.checkOverride(actor, booking.overrideReason());
        if (booking.overrideReason() != null && booking.doctor() == null) {
            throw new Invalid("doctorId", "REQUIRED", "Name the doctor whose hours are passed.");
        }
        String key = booking.idempotencyKey();
        if (key != null
                && (key.isEmpty() || key.length() > LONGEST_KEY || key.chars().anyMatch(c -> c <= ' ' || c > '~'))) {
            throw new Invalid(
                    "Idempotency-Key", "INVALID_FORMAT", "Use 1 to " + LONGEST_KEY + " visible ASCII characters.");
        }
    }

    /** The doctor who is asked for, or whose time is held; doctors book into their own calendar only. */
    Optional<DoctorId> doctor(Actor actor, Booking booking) {
        if (!actor.is(Actor.Role.DOCTOR)) {
            return booking.doctor() == null && booking.hold() != null
                    ? Optional.of(availability.hold(actor, booking.hold()).doctor())
                    : Optional.ofNullable(booking.doctor());
        }
        DoctorId self = new DoctorId(Objects.requireNonNull(actor.person()));
        if (booking.doctor() != null && !BookingAccess.doctorsKeepToTheirOwnCalendar(actor, booking.doctor())) {
            throw new NotFound("doctor");
        }
        return Optional.of(self);
    }

    /**
     * Inside the caller's transaction, which a refusal undoes.
     *
     * @param present whether the patient already stands at the desk
     */
    BookingOutcome book(Actor actor, Booking booking, PatientId patient, DoctorId doctor, boolean present) {
        AppointmentId id = new AppointmentId(UuidCreator.getTimeOrderedEpoch());
        if (booking.idempotencyKey() != null) {
            byte[] request = fingerprint(booking);
            Optional<KeyUse> before = store.useKey(actor, booking.idempotencyKey(), request, id, clock.instant());
            if (before.isPresent()) {
                return repeated(actor, before.get(), request);
            }
        }
        if (patients.isBlocked(actor, patient)) {
            return new PatientBlocked();
        }
        Hold hold = hold(actor, booking, patient);
        ClaimOutcome outcome = availability.claim(
                actor,
                new ClaimRequest(
                        new ClaimId(id.value()),
                        patient,
                        doctor,
                        booking.location(),
                        booking.type(),
                        booking.start(),
                        booking.duration(),
                        actor.is(Actor.Role.PATIENT) ? clock.instant() : null,
                        booking.overrideReason() != null));
        return switch (outcome) {
            case ClaimOutcome.Refused refused ->
                hold != null && !hold.isLive(clock.instant()) && TAKEN.contains(refused.reason())
                        ? new HoldExpired(List.of())
                        : new TimeRefused(refused.reason(), List.of());
            case ClaimOutcome.Claimed claimed -> {
                Appointment appointment = Appointment.begin(
                        id,
                        patient,
                        booking.type(),
                        new Appointment.Place(doctor, booking.location(), claimed.room(), claimed.during()),
                        claimed.lapsesAt(),
                        actor,
                        clock.instant(),
                        booking.overrideReason());
                store.add(appointment, booking.note());
                Instant now = clock.instant();
                if (!present
                        && booking.overrideReason() != null
                        && !booking.start().isAfter(now)) {
                    // Who is booked for what goes on already stands at the desk.
                    store.attend(id, new Attendance(new Noted(now, actor.id()), null));
                }
                steps.tell(actor, appointment);
                yield present
                        ? steps.attend(actor, id, Step.ARRIVE, Change.anyVersion())
                        : new Done(steps.view(actor, id), false);
            }
        };
    }

    /** What the booking turns into an appointment: the claim, which is for the same patient, lets it go. */
    private @Nullable Hold hold(Actor actor, Booking booking, PatientId patient) {
        if (booking.hold() == null) {
            return null;
        }
        Hold hold = availability.hold(actor, booking.hold());
        if (!hold.patient().equals(patient)) {
            throw new NotFound("hold");
        }
        return hold;
    }

    /** The answer to an earlier request with this key; empty when there was none. */
    Optional<BookingOutcome> earlier(Actor actor, Booking booking) {
        return Optional.ofNullable(booking.idempotencyKey())
                .flatMap(key -> store.usedKey(actor, key))
                .map(before -> repeated(actor, before, fingerprint(booking)));
    }

    private BookingOutcome repeated(Actor actor, KeyUse before, byte[] request) {
        return MessageDigest.isEqual(before.request(), request)
                ? new Done(steps.view(actor, before.appointment()), true)
                : new KeyReused();
    }

    /** What must be the same for a repeated request to be a repeat. */
    private static byte[] fingerprint(Booking booking) {
        String content = String.join(
                "\n",
                String.valueOf(booking.patient()),
                String.valueOf(booking.doctor()),
                booking.location().toString(),
                booking.type().toString(),
                booking.start().toString(),
                String.valueOf(booking.duration()),
                String.valueOf(booking.hold()),
                String.valueOf(booking.note()),
                String.valueOf(booking.overrideReason()));
        try {
            return MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
