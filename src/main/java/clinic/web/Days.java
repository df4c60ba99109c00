package clinic.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import org.springframework.format.Formatter;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Reads the dates of addresses and forms, such as 2026-12-01. Years in which nobody alive was born or will be seen are
 * taken for slips: with them no calendar could be drawn and no query asked.
 */
@ControllerAdvice(basePackages = "clinic.web")
public final class Days implements Formatter<LocalDate> {

    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

    @InitBinder
    void readDates(WebDataBinder binder) {
        binder.addCustomFormatter(this, LocalDate.class);
    }

    /** @throws DateTimeException when it is no date, or lies before 1900 or after 2199 */
    public static LocalDate parse(String typed) {
        LocalDate date = LocalDate.parse(typed.strip());
        if (date.isBefore(EARLIEST) || date.isAfter(LATEST)) {
            throw new DateTimeException("Not a year of this clinic");
        }
        return date;
    }

    @Override
    public LocalDate parse(String typed, Locale locale) {
        return parse(typed);
    }

    @Override
    public String print(LocalDate date, Locale locale) {
        return date.toString();
    }
}
