package clinic.web.staff;

import clinic.patients.Patients;
import org.jspecify.annotations.Nullable;

/** What is typed about a patient who is new at the desk. */
public record NewPatientForm(
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String birthDate) {

    static NewPatientForm empty() {
        return new NewPatientForm(null, null, null, null);
    }

    Patients.NewPatient read() {
        var typed = new Typed();
        var patient = new Patients.NewPatient(
                typed.required("name", name, "the name"),
                Typed.text(email),
                Typed.text(phone),
                typed.optionalDate("birthDate", birthDate));
        typed.check();
        return patient;
    }
}
