package clinic.patients.jdbc;

import clinic.patients.Patients.NewPatient;
import clinic.shared.Invalid;
import java.time.LocalDate;

/** What may be said of a patient: the same lengths as the checks of the table. Returns the values as they are stored. */
final class PatientRules {

    private static final LocalDate EARLIEST_BIRTH = LocalDate.of(1900, 1, 1);

    private PatientRules() {}

    /** @param latestToday the date it is where the day begins first */
    static NewPatient patient(NewPatient said, LocalDate latestToday) {
        var check = new Invalid.Check();
        String name = check.text("name", said.name(), 120);
        String email = check.optionalEmail("email", said.email());
        String phone = check.optionalPhone("phone", said.phone());
        LocalDate birth = said.birthDate();
        check.that(
                birth == null || (!birth.isBefore(EARLIEST_BIRTH) && !birth.isAfter(latestToday)),
                "birthDate",
                "OUT_OF_RANGE",
                "Give a date from 1900 to today.");
        check.done();
        return new NewPatient(name, email, phone, birth);
    }
}
