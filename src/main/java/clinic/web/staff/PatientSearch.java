package clinic.web.staff;

import clinic.booking.Appointments;
import clinic.booking.Appointments.LastAndNext;
import clinic.patients.Patient;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.shared.Actor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The one search for patients at the desk: by the beginnings of names, addresses and numbers, or by a date of birth. */
@Component
class PatientSearch {

    private static final int MOST = 20;

    /** Of what is still being typed so much must stand there; whoever sends the form may search for less. */
    private static final int LEAST = 3;

    private static final LastAndNext NONE = new LastAndNext(null, null);

    private final Patients patients;
    private final Appointments appointments;

    PatientSearch(Patients patients, Appointments appointments) {
        this.patients = patients;
        this.appointments = appointments;
    }

    /**
     * What was found.
     *
     * @param searched absent when nothing was searched for
     */
    record Result(@Nullable String searched, List<FoundPatient> found) {

        static final Result NONE = new Result(null, List.of());
    }

    /** @param typing the field from which htmx asks while somebody types; absent for a form that was sent */
    Result find(Actor admin, @Nullable String words, @Nullable String typing) {
        String query = Typed.text(words);
        if (query == null || (typing != null && query.length() < LEAST)) {
            return Result.NONE;
        }
        List<Patient> found = patients.search(admin, query, MOST);
        Map<PatientId, LastAndNext> visits =
                appointments.lastAndNext(admin, found.stream().map(Patient::id).toList());
        return new Result(
                query,
                found.stream()
                        .map(patient -> {
                            LastAndNext visit = visits.getOrDefault(patient.id(), NONE);
                            return new FoundPatient(patient, visit.last(), visit.next());
                        })
                        .toList());
    }
}
