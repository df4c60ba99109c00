package clinic.web.staff;

import clinic.availability.Explanation;
import clinic.directory.DoctorId;
import clinic.directory.PolicyScope;
import clinic.directory.TypeId;
import clinic.shared.Actor;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody can change what a rule goes by.
 *
 * @param href a page that the reader may open; absent when it takes an admin
 * @param key of the words for it
 */
public record WhereSet(@Nullable String href, String key) {

    /**
     * Null for a rule that nobody sets.
     *
     * @param otherwise whether other hours hold on the date than in the week
     */
    static @Nullable WhereSet of(
            Explanation.Rule told, Actor reader, TypeId type, DoctorId doctor, LocalDate date, boolean otherwise) {
        boolean admin = reader.is(Actor.Role.ADMIN);
        String hours = HoursController.base(reader, doctor);
        return switch (told.code()) {
            case OUTSIDE_HOURS ->
                otherwise
                        ? new WhereSet(hours + "#exceptions", "where.exceptions")
                        : new WhereSet(hours + "#week", "where.week");
            case ON_BREAK, OFF_GRID -> new WhereSet(hours + "#week", "where.week");
            case DOCTOR_ABSENT -> new WhereSet(hours + "#away", "where.absences");
            case CLOSED -> forAdmins(admin, "/admin/clinic/closures", "where.closures");
            case TOO_SOON, TOO_FAR, TRAVEL, LIMIT_REACHED ->
                forAdmins(admin, PolicyController.address(scope(told, type, doctor)), "where.policy");
            case NOT_OFFERED, DURATION_NOT_ALLOWED, BUFFER ->
                forAdmins(admin, "/admin/doctors/" + doctor.value() + "#offers", "where.offers");
            case ROOM_BUSY -> forAdmins(admin, "/admin/clinic", "where.rooms");
            case SLOT_TAKEN ->
                admin
                        ? new WhereSet(
                                "/admin/appointments?doctor=" + doctor.value() + "&from=" + date + "&to=" + date,
                                "where.appointments")
                        : new WhereSet("/doctor?date=" + date, "where.day");
            case IN_PAST, PATIENT_BUSY, PATIENT_BLOCKED -> null;
        };
    }

    private static PolicyScope scope(Explanation.Rule told, TypeId type, DoctorId doctor) {
        return switch (Objects.requireNonNull(told.source())) {
            case CLINIC -> PolicyScope.CLINIC;
            case TYPE -> PolicyScope.of(type);
            case DOCTOR -> PolicyScope.of(doctor);
        };
    }

    private static WhereSet forAdmins(boolean admin, String href, String key) {
        return new WhereSet(admin ? href : null, key);
    }
}
