package clinic.api;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** One end of a range as a client writes it: an instant, or a date that some location's clock makes one. */
sealed interface When {

    /** The beginning of the range; a date counts from its first moment. */
    Instant start(ZoneId zone);

    /** The end of the range, exclusive; a date counts to its last moment. */
    Instant end(ZoneId zone);

    /** A moment, the same in every zone. */
    record Moment(Instant instant) implements When {

        @Override
        public Instant start(ZoneId zone) {
            return instant;
        }

        @Override
        public Instant end(ZoneId zone) {
            return instant;
        }
    }

    /** A whole day on a location's clock. */
    record Day(LocalDate date) implements When {

        @Override
        public Instant start(ZoneId zone) {
            return date.atStartOfDay(zone).toInstant();
        }

        @Override
        public Instant end(ZoneId zone) {
            return date.plusDays(1).atStartOfDay(zone).toInstant();
        }
    }

    /** Reads a date or an instant with its offset. */
    static When parse(String text) {
        return text.length() <= 10 ? new Day(Texts.date(text)) : new Moment(Texts.instant(text));
    }
}
