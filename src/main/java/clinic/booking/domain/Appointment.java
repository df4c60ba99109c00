package clinic.booking.domain;

import clinic.booking.AppointmentId;
import clinic.booking.Attendance;
import clinic.booking.Party;
import clinic.booking.Status;
import clinic.booking.Transition;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.RoomId;
import clinic.directory.TypeId;
import clinic.patients.PatientId;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One visit of one patient to one doctor, through all its moves. A value: each step makes the next one, together with the row
 * of history that says so; which steps there are is asked of {@link StepRules} first.
 *
 * @param version goes up with every change
 * @param expiresAt when a request that nobody has answered is over; absent for all others
 * @param moves how often the patient moved it; the clinic's own moves do not count against anybody
 * @param attendance absent until the patient is there
 * @param last the step that led here
 */
public record Appointment(
        AppointmentId id,
        int version,
        Status status,
        @Nullable Party awaiting,
        PatientId patient,
        DoctorId doctor,
        LocationId location,
        TypeId type,
        @Nullable RoomId room,
        TimeRange during,
        @Nullable Instant expiresAt,
        int moves,
        Instant createdAt,
        @Nullable Attendance attendance,
        Transition last) {

    /** Where and when a visit takes place, as it was claimed. */
    public record Place(
            DoctorId doctor, LocationId location, @Nullable RoomId room, TimeRange during) {}

    /** A new appointment. @param expiresAt how long it waits for the doctor's approval; absent when it needs none */
    public static Appointment begin(
            AppointmentId id,
            PatientId patient,
            TypeId type,
            Place place,
            @Nullable Instant expiresAt,
            Actor by,
            Instant now,
            @Nullable String overrideReason) {
        Status status = expiresAt == null ? Status.APPROVED : Status.PENDING;
        return new Appointment(
                id,
                1,
                status,
                expiresAt == null ? null : Party.DOCTOR,
                patient,
                place.doctor,
                place.location,
                type,
                place.room,
                place.during,
                expiresAt,
                0,
                now,
                null,
                new Transition(1, null, status, now, by.id(), by.role(), null, overrideReason, null, null));
    }

    /** Whether it is a request that nobody answered in time. */
    public boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** The next state at the same time. */
    public Appointment to(Status next, Actor by, Instant now, @Nullable String reason) {
        return changed(next, null, here(), null, moves, step(next, by, now, reason, null, null));
    }

    /**
     * What it was before the last step answered it, at the same time.
     *
     * @param asked the step that was answered
     * @param place as it was claimed anew
     * @param expires how long a request waits; absent for a move
     */
    public Appointment takenBack(Transition asked, Place place, @Nullable Instant expires, Actor by, Instant now) {
        return changed(
                asked.to(),
                Party.DOCTOR,
                place,
                expires,
                moves,
                new Transition(
                        last.number() + 1,
                        status,
                        asked.to(),
                        now,
                        by.id(),
                        by.role(),
                        null,
                        null,
                        asked.oldStart(),
                        asked.newStart()));
    }

    /** The same visit at another time; it waits for the answer of the other side. Admins act for the doctor's side. */
    public Appointment moved(
            Place place, Actor by, Instant now, @Nullable String reason, @Nullable String overrideReason) {
        Party other = by.is(Actor.Role.PATIENT) ? Party.DOCTOR : Party.PATIENT;
        return changed(
                Status.RESCHEDULED,
                other,
                place,
                null,
                by.is(Actor.Role.PATIENT) ? moves + 1 : moves,
                step(Status.RESCHEDULED, by, now, reason, overrideReason, place.during.start()));
    }

    private Appointment changed(
            Status next,
            @Nullable Party waitsFor,
            Place place,
            @Nullable Instant expires,
            int timesMoved,
            Transition step) {
        return new Appointment(
                id,
                version + 1,
                next,
                waitsFor,
                patient,
                place.doctor,
                place.location,
                type,
                place.room,
                place.during,
                expires,
                timesMoved,
                createdAt,
                isHereThen(place) && next != Status.NO_SHOW ? attendance : null,
                step);
    }

    /** Who has arrived for a visit has not for one that begins at another time, or elsewhere. */
    private boolean isHereThen(Place place) {
        return place.during.start().equals(during.start())
                && place.doctor.equals(doctor)
                && place.location.equals(location);
    }

    private Place here() {
        return new Place(doctor, location, room, during);
    }

    private Transition step(
            Status next,
            Actor by,
            Instant now,
            @Nullable String reason,
            @Nullable String overrideReason,
            @Nullable Instant newStart) {
        return new Transition(
                last.number() + 1,
                status,
                next,
                now,
                by.id(),
                by.role(),
                reason,
                overrideReason,
                newStart == null ? null : during.start(),
                newStart);
    }
}
