package clinic.identity.accounts;

import clinic.identity.Identity.SignUp;
import clinic.shared.Invalid;
import clinic.shared.Invalid.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What somebody who signs up said, found usable. */
record Newcomer(
        EmailAddress email,
        String name,
        String locale,
        @Nullable String zone,
        @Nullable String phone,
        @Nullable LocalDate birthDate) {

    /**
     * @param language where none is said
     * @throws Invalid with everything that is wrong, not only the first
     */
    static Newcomer parse(SignUp said, String language, Instant now) {
        List<Problem> problems = new ArrayList<>();
        EmailAddress email = collecting(problems, () -> EmailAddress.parse("email", said.email()));
        String name = collecting(problems, () -> PersonName.parse("name", said.name()));
        PasswordRules.judge("password", said.password(), List.of(said.email(), said.name()))
                .ifPresent(problems::add);
        String locale = collecting(problems, () -> locale(said.locale(), language));
        String zone = collecting(problems, () -> zone(said.zone()));
        String phone = collecting(problems, () -> phone(said.phone()));
        LocalDate born = said.birthDate();
        // Somewhere it is already tomorrow.
        if (born != null && (born.getYear() < 1900 || born.isAfter(LocalDate.ofInstant(now, ZoneOffset.ofHours(14))))) {
            problems.add(new Problem("birthDate", "OUT_OF_RANGE", "Give a date of birth from 1900 to today."));
        }
        if (email == null || name == null || locale == null || !problems.isEmpty()) {
            throw new Invalid(problems);
        }
        return new Newcomer(email, name, locale, zone, phone, born);
    }

    private static <T> @Nullable T collecting(List<Problem> problems, Supplier<@Nullable T> part) {
        try {
            return part.get();
        } catch (Invalid e) {
            problems.addAll(e.problems());
            return null;
        }
    }

    private static String locale(@Nullable String said, String otherwise) {
        return said == null || said.isBlank() ? otherwise : LanguageTag.parse("locale", said);
    }

    private static @Nullable String zone(@Nullable String said) {
        if (said == null || said.isBlank()) {
            return null;
        }
        try {
            if (said.contains("/") || said.equals("UTC")) {
                return ZoneId.of(said).getId();
            }
        } catch (DateTimeException e) {
            throw new Invalid("zone", "INVALID_FORMAT", "Give an IANA time zone such as Europe/Berlin.");
        }
        throw new Invalid("zone", "INVALID_FORMAT", "Give an IANA time zone such as Europe/Berlin.");
    }

    private static @Nullable String phone(@Nullable String said) {
        var check = new Invalid.Check();
        String phone = check.optionalPhone("phone", said);
        check.done();
        return phone;
    }
}
