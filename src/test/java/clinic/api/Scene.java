package clinic.api;

import clinic.api.Callers.Caller;
import clinic.api.Callers.People;
import clinic.booking.AppointmentView;
import clinic.shared.Actor.Role;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Somebody about to call a route, and whose record it will be about. What is their own is the patient's and the doctor's
 * in common; what is another's belongs to the other patient and the other doctor; what is nobody's does not exist.
 */
record Scene(
        Callers callers,
        People people,
        Whose whose,
        @Nullable Caller by) {

    Scene(Callers callers, Whose whose, @Nullable Caller by) {
        this(callers, callers.people(), whose, by);
    }

    enum Whose {
        OWN,
        ANOTHERS,
        NOBODYS,
        /** The route is about no record, or about one that belongs to the clinic. */
        ANY
    }

    Caller patient() {
        return whose == Whose.ANOTHERS ? people().otherPatient() : people().patient();
    }

    Caller doctor() {
        return whose == Whose.ANOTHERS ? people().otherDoctor() : people().doctor();
    }

    /** The id of a record that is made for this call, or of none. */
    UUID id(Supplier<UUID> existing) {
        return whose == Whose.NOBODYS ? UUID.randomUUID() : existing.get();
    }

    /** As {@link #id}, of what is numbered. */
    long number(Supplier<Long> existing) {
        return whose == Whose.NOBODYS ? Long.MAX_VALUE : existing.get();
    }

    /** A sign-in of the caller's own, or of another patient's. */
    UUID signIn() {
        return id(() -> callers.signIn(whose == Whose.ANOTHERS || by == null ? people().otherPatient() : by));
    }

    /** A passkey of the caller's own, or of another patient's. */
    UUID passkey() {
        return id(() -> callers.passkey(whose == Whose.ANOTHERS || by == null ? people().otherPatient() : by));
    }

    UUID appointment(BiFunction<Caller, Caller, AppointmentView> made) {
        return id(() -> made.apply(patient(), doctor()).id().value());
    }

    UUID doctorId() {
        return id(() -> doctor().person());
    }

    boolean isBy(Role role) {
        return by != null && by.role() == role;
    }
}
