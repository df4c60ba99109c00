package clinic.directory.jdbc;

import clinic.directory.Directory.NewLocation;
import clinic.directory.Directory.NewType;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.Offer;
import clinic.directory.PolicyRule;
import clinic.directory.PolicyScope;
import clinic.directory.TypeId;
import clinic.shared.Invalid;
import clinic.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may be said of the clinic: lengths, numbers and times, the same as the checks of the tables. Each rule returns the
 * value as it is stored, and names what is wrong as the JSON API does.
 */
final class DirectoryRules {

    private static final int NAME = 120;
    private static final int ROOM_NAME = 60;
    private static final int SHORTEST = 5;
    private static final int LONGEST = 720;
    private static final int LONGEST_BUFFER = 240;
    private static final int MOST_OFFERS = 200;
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private DirectoryRules() {}

    static NewLocation location(NewLocation said) {
        var check = new Invalid.Check();
        String name = check.text("name", said.name(), NAME);
        check.that(
                ZoneId.getAvailableZoneIds().contains(said.zone().getId()),
                "zone",
                "UNKNOWN",
                "Give an IANA time zone such as Europe/Berlin.");
        String address = check.optionalText("address", said.address(), 300);
        String phone = check.optionalPhone("phone", said.phone());
        check.done();
        return new NewLocation(name, said.zone(), address, phone);
    }

    static String roomName(String said) {
        var check = new Invalid.Check();
        String name = check.text("name", said, ROOM_NAME);
        check.done();
        return name;
    }

    static NewType type(NewType said) {
        var check = new Invalid.Check();
        String name = check.text("name", said.name(), NAME);
        durations(check, "", said.durations());
        minutes(check, "bufferBeforeMinutes", said.bufferBefore(), 0, LONGEST_BUFFER);
        minutes(check, "bufferAfterMinutes", said.bufferAfter(), 0, LONGEST_BUFFER);
        minutes(check, "stepMinutes", said.step(), 5, LONGEST_BUFFER);
        check.done();
        return new NewType(
                name,
                said.durations(),
                said.bufferBefore(),
                said.bufferAfter(),
                said.instant(),
                said.roomRequired(),
                said.step());
    }

    /** A doctor's name and specialties. */
    static Profile doctor(String saidName, List<String> saidSpecialties) {
        var check = new Invalid.Check();
        String name = check.text("name", saidName, NAME);
        check.that(saidSpecialties.size() <= 10, "specialties", "TOO_MANY", "Give at most 10 specialties.");
        List<String> specialties = saidSpecialties.stream().limit(10).toList();
        String[] kept = new String[specialties.size()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = check.text("specialties[" + i + "]", specialties.get(i), 60);
        }
        check.done();
        return new Profile(name, List.of(kept).stream().distinct().toList());
    }

    record Profile(String name, List<String> specialties) {}

    /** All offers of one doctor. What each field means is the type's where it is absent. */
    static void offers(DoctorId doctor, List<Offer> said, Set<TypeId> types, Set<LocationId> locations) {
        var check = new Invalid.Check();
        check.that(said.size() <= MOST_OFFERS, "", "TOO_MANY", "Give at most " + MOST_OFFERS + " offers.");
        record Where(TypeId type, @Nullable LocationId location) {}
        Set<Where> seen = new HashSet<>();
        for (int i = 0; i < Math.min(said.size(), MOST_OFFERS); i++) {
            Offer offer = said.get(i);
            String at = "[" + i + "].";
            check.that(offer.doctor().equals(doctor), at + "doctorId", "UNKNOWN", "An offer is the doctor's own.");
            check.that(types.contains(offer.type()), at + "typeId", "UNKNOWN", "There is no such appointment type.");
            check.that(
                    offer.location() == null || locations.contains(offer.location()),
                    at + "locationId",
                    "UNKNOWN",
                    "There is no such location.");
            check.that(
                    seen.add(new Where(offer.type(), offer.location())),
                    at + "typeId",
                    "DUPLICATE",
                    "Offer a type once for each location, and once for all.");
            if (offer.durations() != null) {
                durations(check, at, offer.durations());
            }
            minutes(check, at + "bufferBeforeMinutes", offer.bufferBefore(), 0, LONGEST_BUFFER);
            minutes(check, at + "bufferAfterMinutes", offer.bufferAfter(), 0, LONGEST_BUFFER);
        }
        check.done();
    }

    static String closure(TimeRange during, String saidName) {
        var check = new Invalid.Check();
        String name = check.text("name", saidName, NAME);
        check.that(!during.start().isBefore(EARLIEST), "from", "OUT_OF_RANGE", "Begin in 1900 or later.");
        check.that(!during.end().isAfter(LATEST), "to", "OUT_OF_RANGE", "End before the year 2200.");
        check.that(during.isOfWholeMinutes(), "from", "NOT_A_MINUTE", "Begin and end on the minute.");
        check.done();
        return name;
    }

    static void policy(PolicyScope scope, Map<PolicyRule, Integer> said) {
        var check = new Invalid.Check();
        for (PolicyRule rule : PolicyRule.values()) {
            Integer value = said.get(rule);
            if (value != null) {
                check.number(rule.key(), value, rule.least(), rule.most());
            } else {
                check.that(
                        !scope.equals(PolicyScope.CLINIC),
                        rule.key(),
                        "REQUIRED",
                        "The clinic sets every number; types and doctors may leave it to the clinic.");
            }
        }
        check.done();
    }

    private static void durations(Invalid.Check check, String at, List<Duration> durations) {
        check.that(
                !durations.isEmpty() && durations.size() <= 12,
                at + "durations",
                durations.isEmpty() ? "REQUIRED" : "TOO_MANY",
                "Give 1 to 12 durations.");
        check.that(
                new HashSet<>(durations).size() == durations.size(),
                at + "durations",
                "DUPLICATE",
                "Give each duration once.");
        for (int i = 0; i < Math.min(durations.size(), 12); i++) {
            minutes(check, at + "durations[" + i + "]", durations.get(i), SHORTEST, LONGEST);
        }
    }

    private static void minutes(Invalid.Check check, String field, @Nullable Duration length, int least, int most) {
        if (length == null) {
            return;
        }
        boolean whole = length.equals(Duration.ofMinutes(length.toMinutes()));
        check.number(field, whole ? length.toMinutes() : Long.MIN_VALUE, least, most);
    }
}
