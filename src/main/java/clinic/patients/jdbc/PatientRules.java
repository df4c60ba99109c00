package clinic.patients.jdbc;

import clinic.patients.Patients.NewPatient;
import clinic.shared.Invalid;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** What may be said of a patient: the same lengths as the checks of the table. Returns the values as they are stored. */
final class PatientRules {

    private static final LocalDate EARLIEST_BIRTH = LocalDate.of(1900, 1, 1);
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s@<>,;:\"\\\\]+@[^\\s@<>,;:\"\\\\.]+(\\.[^\\s@<>,;:\"\\\\.]+)+");
    private static final Pattern PHONE = Pattern.compile("[0-9 +()./-]{3,}");

    private PatientRules() {}

    /** @param latestToday the date it is where the day begins first */
    static NewPatient patient(NewPatient said, LocalDate latestToday) {
        var check = new Invalid.Check();
        String name = check.text("name", said.name(), 120);
        String email = check.optionalText("email", said.email(), 254);
        check.that(
                email == null || ADDRESS.matcher(email).matches(),
                "email",
                "INVALID_FORMAT",
                "Give an e-mail address such as name@example.org.");
        String phone = check.optionalText("phone", said.phone(), 40);
        check.that(
                phone == null || PHONE.matcher(phone).matches(),
                "phone",
                "INVALID_FORMAT",
                "Give a telephone number such as +49 30 1234567.");
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
