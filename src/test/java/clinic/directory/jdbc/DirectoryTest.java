package clinic.directory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import clinic.directory.AppointmentType;
import clinic.directory.Closure;
import clinic.directory.Directory;
import clinic.directory.Directory.NewLocation;
import clinic.directory.Directory.NewType;
import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.directory.Offer;
import clinic.directory.Policy;
import clinic.directory.PolicyRule;
import clinic.directory.PolicyScope;
import clinic.directory.Room;
import clinic.directory.TypeId;
import clinic.identity.Identity;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import clinic.shared.TimeRange;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

@Tag("zones")
class DirectoryTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static TestDatabase database;
    private static Transactions transactions;
    private static Directory directory;

    private final Actor admin = new Actor(Actor.Role.ADMIN, UUID.randomUUID(), null, UUID.randomUUID());
    private final Actor visitor = Actor.visitor(UUID.randomUUID());

    @BeforeAll
    static void anEmptyClinic() {
        database = TestDatabase.fresh();
        transactions = database.transactions();
        directory = new StoredDirectory(transactions, database.jdbc(), new TestClock(), nobodyIsInvited());
    }

    @Test
    void aLocationIsKeptWithItsZoneAndShownToEverybody() {
        Location made = directory.addLocation(
                admin, new NewLocation("  Harbour  ", BERLIN, "Quay 1, Hamburg", "+49 (40) 123-45"));

        assertThat(directory.location(visitor, made.id()))
                .isEqualTo(new Location(made.id(), "Harbour", BERLIN, "Quay 1, Hamburg", "+49 (40) 123-45"));
        assertThat(directory.locations(visitor)).contains(made);
    }

    @Test
    void everythingWrongWithALocationIsSaidAtOnce() {
        assertThat(problems(() -> directory.addLocation(
                        admin, new NewLocation(" \u00a0", ZoneId.of("+02:00"), "a\u0000b", "ring me"))))
                .containsExactlyInAnyOrder(
                        "name REQUIRED", "zone UNKNOWN", "address INVALID_FORMAT", "phone INVALID_FORMAT");
        assertThat(problems(() -> directory.addLocation(
                        admin, new NewLocation("é".repeat(121), BERLIN, "x".repeat(301), "1".repeat(41)))))
                .containsExactlyInAnyOrder("name TOO_LONG", "address TOO_LONG", "phone TOO_LONG");
    }

    @Test
    void aLengthIsCountedAsThePersonCountsIt() {
        String longest = "\uD83C\uDFE5".repeat(120);

        assertThat(directory
                        .addLocation(admin, new NewLocation(longest, BERLIN, null, null))
                        .name())
                .isEqualTo(longest);
    }

    @Test
    void aNameThatIsTakenIsRefusedAndTheActGoesOn() {
        Location first = location();
        Location second = location();

        String after = transactions.as(admin, () -> {
            assertThat(problems(() -> directory.addLocation(admin, new NewLocation(first.name(), BERLIN, null, null))))
                    .containsExactly("name TAKEN");
            return directory.location(admin, second.id()).name();
        });

        assertThat(after).isEqualTo(second.name());
        assertThat(problems(() -> directory.changeLocation(
                        admin, second.id(), new NewLocation(first.name(), BERLIN, null, null))))
                .containsExactly("name TAKEN");
    }

    @Test
    void aLocationThatHasARoomStaysAndAnEmptyOneGoes() {
        Location used = location();
        Room room = directory.addRoom(admin, used.id(), "Room 1");

        assertThat(problems(() -> directory.removeLocation(admin, used.id()))).containsExactly("id IN_USE");

        directory.removeRoom(admin, room.id());
        directory.removeLocation(admin, used.id());
        assertThat(directory.locations(visitor)).doesNotContain(used);
        assertThatThrownBy(() -> directory.removeLocation(admin, used.id())).isInstanceOf(NotFound.class);
    }

    @Test
    void twoLocationsMayEachHaveARoomOfTheSameName() {
        Location here = location();
        Location there = location();
        Room room = directory.addRoom(admin, here.id(), "Room 1");
        Room second = directory.addRoom(admin, here.id(), "Room 2");

        assertThat(directory.addRoom(admin, there.id(), "Room 1").location()).isEqualTo(there.id());
        assertThat(problems(() -> directory.addRoom(admin, here.id(), "Room 1")))
                .containsExactly("name TAKEN");
        assertThat(problems(() -> directory.renameRoom(admin, room.id(), "Room 2")))
                .containsExactly("name TAKEN");
        assertThat(directory.renameRoom(admin, room.id(), "X-ray").name()).isEqualTo("X-ray");
        assertThat(directory.rooms(visitor, here.id())).extracting(Room::name).containsExactly("Room 2", "X-ray");
        assertThat(second.location()).isEqualTo(here.id());
        assertThat(problems(() -> directory.addRoom(admin, new LocationId(UUID.randomUUID()), "Room 1")))
                .containsExactly("locationId UNKNOWN");
    }

    @Test
    void aTypeKeepsItsDurationsInOrderTheUsualOneFirst() {
        AppointmentType made = directory.addType(
                admin, new NewType(unique(), minutes(45, 15, 31), Duration.ZERO, minute(10), true, true, minute(20)));

        assertThat(directory.type(visitor, made.id())).isEqualTo(made);
        assertThat(made.durations()).containsExactly(minute(45), minute(15), minute(31));

        AppointmentType changed = directory.changeType(
                admin, made.id(), new NewType(made.name(), minutes(5), minute(5), Duration.ZERO, false, false, null));
        assertThat(changed)
                .isEqualTo(new AppointmentType(
                        made.id(), made.name(), minutes(5), minute(5), Duration.ZERO, false, false, null));
    }

    @Test
    void aTypeIsRefusedOutsideTheBoundsOfItsNumbers() {
        assertThat(problems(() -> directory.addType(
                        admin,
                        new NewType(
                                "",
                                List.of(minute(4), minute(721), Duration.ofSeconds(330)),
                                Duration.ofMinutes(-1),
                                minute(241),
                                true,
                                false,
                                minute(4)))))
                .containsExactlyInAnyOrder(
                        "name REQUIRED",
                        "durations[0] OUT_OF_RANGE",
                        "durations[1] OUT_OF_RANGE",
                        "durations[2] OUT_OF_RANGE",
                        "bufferBeforeMinutes OUT_OF_RANGE",
                        "bufferAfterMinutes OUT_OF_RANGE",
                        "stepMinutes OUT_OF_RANGE");
        assertThat(problems(() -> directory.addType(admin, type(List.of())))).containsExactly("durations REQUIRED");
        assertThat(problems(() -> directory.addType(admin, type(minutes(30, 30)))))
                .containsExactly("durations DUPLICATE");
    }

    @Test
    void aDoctorMayExistBeforeHavingAnAccount() {
        Doctor made = directory.addDoctor(admin, "Dr Ada Moor", List.of("Skin", " Skin ", "Heart"), null);

        assertThat(directory.doctor(visitor, made.id()))
                .isEqualTo(new Doctor(made.id(), "Dr Ada Moor", List.of("Skin", "Heart"), null));
        assertThat(directory.changeDoctor(admin, made.id(), "Dr Ada More", List.of()))
                .isEqualTo(new Doctor(made.id(), "Dr Ada More", List.of(), null));

        directory.removeDoctor(admin, made.id());
        assertThatThrownBy(() -> directory.doctor(visitor, made.id())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> directory.removeDoctor(admin, made.id())).isInstanceOf(NotFound.class);
    }

    @Test
    void aDoctorIsRefusedWithTooMuchToSay() {
        assertThat(problems(() -> directory.addDoctor(admin, "Dr Who", List.of("a", " ", "x".repeat(61)), null)))
                .containsExactlyInAnyOrder("specialties[1] REQUIRED", "specialties[2] TOO_LONG");
        assertThat(problems(() -> directory.addDoctor(
                        admin,
                        "Dr Who",
                        IntStream.range(0, 11).mapToObj(n -> "s" + n).toList(),
                        null)))
                .containsExactly("specialties TOO_MANY");
    }

    @Test
    void doctorsAreFoundByWhatTheyOfferAndWhere() {
        Location here = location();
        Location there = location();
        AppointmentType skin = directory.addType(admin, type(minutes(30)));
        AppointmentType heart = directory.addType(admin, type(minutes(30)));
        Doctor everywhere = doctor();
        Doctor onlyThere = doctor();
        Doctor heartHere = doctor();
        directory.setOffers(admin, everywhere.id(), List.of(offer(everywhere, skin, null)));
        directory.setOffers(admin, onlyThere.id(), List.of(offer(onlyThere, skin, there)));
        directory.setOffers(
                admin, heartHere.id(), List.of(offer(heartHere, heart, here), offer(heartHere, skin, there)));

        assertThat(directory.doctors(visitor, skin.id(), here.id(), null)).containsExactly(everywhere);
        assertThat(directory.doctors(visitor, skin.id(), there.id(), null))
                .containsExactlyInAnyOrder(everywhere, onlyThere, heartHere);
        assertThat(directory.doctors(visitor, null, here.id(), null))
                .contains(everywhere, heartHere)
                .doesNotContain(onlyThere);
        assertThat(directory.doctors(visitor, heart.id(), null, null)).containsExactly(heartHere);
    }

    @Test
    void doctorsAreFoundByTheirSpecialtyInAnyCase() {
        String specialty = unique();
        Doctor found = directory.addDoctor(admin, "Dr Bo Finch", List.of("Skin", specialty), null);
        doctor();

        assertThat(directory.doctors(visitor, null, null, specialty.toUpperCase(Locale.ROOT)))
                .containsExactly(found);
        assertThat(directory.doctors(visitor, null, null, specialty.substring(1)))
                .isEmpty();
    }

    @Test
    void onlyTheDoctorsAskedForAreHandedOut() {
        Doctor one = doctor();
        Doctor two = doctor();
        doctor();

        assertThat(directory.doctors(visitor, List.of(two.id(), one.id(), new DoctorId(UUID.randomUUID()))))
                .containsExactlyInAnyOrder(one, two);
        assertThat(directory.doctors(visitor, List.of())).isEmpty();
    }

    @Test
    void aDoctorSetsTheirOwnOffersAndNobodyElses() {
        AppointmentType type = directory.addType(admin, type(minutes(30)));
        Location here = location();
        Doctor own = doctor();
        Doctor other = doctor();
        Actor acting = new Actor(Actor.Role.DOCTOR, UUID.randomUUID(), own.id().value(), UUID.randomUUID());
        Offer general = offer(own, type, null);
        Offer special = new Offer(own.id(), type.id(), here.id(), minutes(20, 40), minute(5), Duration.ZERO, true);

        assertThat(directory.setOffers(acting, own.id(), List.of(special, general)))
                .containsExactly(general, special);
        assertThat(directory.setOffers(acting, own.id(), List.of(general))).containsExactly(general);
        assertThat(directory.offers(visitor, List.of(own.id(), other.id()), type.id()))
                .containsExactly(general);
        assertThatThrownBy(() -> directory.setOffers(acting, other.id(), List.of(offer(other, type, null))))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> directory.setOffers(admin, new DoctorId(UUID.randomUUID()), List.of()))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void offersAreRefusedThatNameNothingOrSayTheSameTwice() {
        AppointmentType type = directory.addType(admin, type(minutes(30)));
        Doctor doctor = doctor();
        Offer good = offer(doctor, type, null);

        assertThat(problems(() -> directory.setOffers(
                        admin,
                        doctor.id(),
                        List.of(
                                good,
                                good,
                                new Offer(
                                        doctor.id(),
                                        new TypeId(UUID.randomUUID()),
                                        new LocationId(UUID.randomUUID()),
                                        minutes(4),
                                        minute(-1),
                                        minute(241),
                                        null)))))
                .containsExactlyInAnyOrder(
                        "[1].typeId DUPLICATE",
                        "[2].typeId UNKNOWN",
                        "[2].locationId UNKNOWN",
                        "[2].durations[0] OUT_OF_RANGE",
                        "[2].bufferBeforeMinutes OUT_OF_RANGE",
                        "[2].bufferAfterMinutes OUT_OF_RANGE");
        assertThat(directory.offers(visitor, List.of(doctor.id()), null)).isEmpty();
    }

    @Test
    void aTypeThatADoctorOffersStays() {
        AppointmentType type = directory.addType(admin, type(minutes(30)));
        Doctor doctor = doctor();
        directory.setOffers(admin, doctor.id(), List.of(offer(doctor, type, null)));

        assertThat(problems(() -> directory.removeType(admin, type.id()))).containsExactly("id IN_USE");

        directory.removeDoctor(admin, doctor.id());
        directory.removeType(admin, type.id());
        assertThatThrownBy(() -> directory.type(visitor, type.id())).isInstanceOf(NotFound.class);
    }

    @Test
    void closuresAreFoundByTheTimeTheyTouch() {
        Location here = location();
        TimeRange day = range("2031-05-01T00:00:00Z", "2031-05-02T00:00:00Z");
        Closure clinic = directory.addClosure(admin, null, day, "Labour Day");
        Closure place =
                directory.addClosure(admin, here.id(), range("2031-05-01T12:00:00Z", "2031-05-03T00:00:00Z"), "Move");

        assertThat(directory.closures(visitor, day)).containsExactly(clinic, place);
        assertThat(directory.closures(visitor, range("2031-05-02T00:00:00Z", "2031-05-04T00:00:00Z")))
                .containsExactly(place);
        assertThat(directory.closures(visitor, range("2031-05-03T00:00:00Z", "2031-05-04T00:00:00Z")))
                .isEmpty();
        assertThat(directory.closure(visitor, clinic.id())).contains(clinic);

        directory.removeClosure(admin, clinic.id());
        assertThat(directory.closure(visitor, clinic.id())).isEmpty();
        assertThatThrownBy(() -> directory.removeClosure(admin, clinic.id())).isInstanceOf(NotFound.class);
    }

    @Test
    void aClosureIsRefusedBeyondWhatTheCalendarHolds() {
        assertThat(problems(() -> directory.addClosure(admin, null, new TimeRange(Instant.MIN, Instant.MAX), " ")))
                .containsExactlyInAnyOrder(
                        "name REQUIRED", "from OUT_OF_RANGE", "to OUT_OF_RANGE", "from NOT_A_MINUTE");
        assertThat(problems(() -> directory.addClosure(
                        admin,
                        new LocationId(UUID.randomUUID()),
                        range("2031-05-01T00:00:00Z", "2031-05-02T00:00:00Z"),
                        "Move")))
                .containsExactly("locationId UNKNOWN");
    }

    @Test
    void theClinicSaysEveryNumberOfThePolicyWithinItsBounds() {
        Map<PolicyRule, Integer> before = directory.policies(visitor).at(PolicyScope.CLINIC);
        Map<PolicyRule, Integer> least = bounds(PolicyRule::least);
        Map<PolicyRule, Integer> most = bounds(PolicyRule::most);

        for (Map<PolicyRule, Integer> wanted : List.of(least, most)) {
            assertThat(directory.changePolicy(admin, PolicyScope.CLINIC, wanted).at(PolicyScope.CLINIC))
                    .isEqualTo(wanted);
        }
        String[] outOfRange = Arrays.stream(PolicyRule.values())
                .map(rule -> rule.key() + " OUT_OF_RANGE")
                .toArray(String[]::new);
        assertThat(problems(() -> changed(PolicyScope.CLINIC, bounds(rule -> rule.most() + 1))))
                .containsExactlyInAnyOrder(outOfRange);
        assertThat(problems(() -> changed(PolicyScope.CLINIC, bounds(rule -> rule.least() - 1))))
                .containsExactlyInAnyOrder(outOfRange);
        least.remove(PolicyRule.TRAVEL);
        assertThat(problems(() -> changed(PolicyScope.CLINIC, least))).containsExactly("travelMinutes REQUIRED");

        changed(PolicyScope.CLINIC, before);
    }

    @Test
    void whatADoctorSetsGoesBeforeWhatATypeSetsAndThatBeforeTheClinics() {
        TypeId type = directory.addType(admin, type(minutes(30))).id();
        DoctorId doctor = doctor().id();
        Policy clinics = directory.policies(visitor).of(null, null);
        changed(PolicyScope.of(type), Map.of(PolicyRule.LEAD_TIME, 7, PolicyRule.HORIZON, 8));
        changed(PolicyScope.of(doctor), Map.of(PolicyRule.HORIZON, 9));

        Policy both = directory.policies(visitor).of(type, doctor);
        assertThat(both.setting(PolicyRule.LEAD_TIME)).isEqualTo(new Policy.Setting(7, Policy.Source.TYPE));
        assertThat(both.setting(PolicyRule.HORIZON)).isEqualTo(new Policy.Setting(9, Policy.Source.DOCTOR));
        assertThat(both.setting(PolicyRule.MOVE_LIMIT))
                .isEqualTo(new Policy.Setting(clinics.moveLimit(), Policy.Source.CLINIC));
        assertThat(directory.policies(visitor).of(type, doctor().id()).setting(PolicyRule.HORIZON))
                .isEqualTo(new Policy.Setting(8, Policy.Source.TYPE));

        changed(PolicyScope.of(doctor), Map.of());
        assertThat(directory
                        .policies(visitor)
                        .of(type, doctor)
                        .setting(PolicyRule.HORIZON)
                        .source())
                .isEqualTo(Policy.Source.TYPE);
        assertThatThrownBy(() -> changed(PolicyScope.of(new TypeId(UUID.randomUUID())), Map.of()))
                .isInstanceOf(NotFound.class);
    }

    private void changed(PolicyScope scope, Map<PolicyRule, Integer> settings) {
        directory.changePolicy(admin, scope, settings);
    }

    private static Map<PolicyRule, Integer> bounds(ToIntFunction<PolicyRule> bound) {
        Map<PolicyRule, Integer> all = new EnumMap<>(PolicyRule.class);
        for (PolicyRule rule : PolicyRule.values()) {
            all.put(rule, bound.applyAsInt(rule));
        }
        return all;
    }

    @Test
    void whoIsNoAdminChangesNothingOfTheClinic() {
        Location location = location();
        Doctor doctor = doctor();
        Actor acting =
                new Actor(Actor.Role.DOCTOR, UUID.randomUUID(), doctor.id().value(), UUID.randomUUID());
        Actor patient = new Actor(Actor.Role.PATIENT, UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());

        for (Actor nobody : List.of(visitor, patient, acting, Actor.system(UUID.randomUUID()))) {
            assertThatThrownBy(() -> directory.addLocation(nobody, new NewLocation(unique(), BERLIN, null, null)))
                    .isInstanceOf(DataAccessException.class);
            assertThatThrownBy(() -> directory.removeLocation(nobody, location.id()))
                    .isInstanceOf(DataAccessException.class);
            assertThatThrownBy(() -> directory.changePolicy(nobody, PolicyScope.CLINIC, bounds(PolicyRule::least)))
                    .isInstanceOf(DataAccessException.class);
        }
    }

    private static Identity nobodyIsInvited() {
        return (Identity) Proxy.newProxyInstance(
                Identity.class.getClassLoader(), new Class<?>[] {Identity.class}, (self, method, arguments) -> {
                    throw new AssertionError("Nobody asked for " + method.getName());
                });
    }

    private Location location() {
        return directory.addLocation(admin, new NewLocation(unique(), BERLIN, null, null));
    }

    private Doctor doctor() {
        return directory.addDoctor(admin, "Dr Ada Moor", List.of("Skin"), null);
    }

    private static NewType type(List<Duration> durations) {
        return new NewType(unique(), durations, Duration.ZERO, Duration.ZERO, true, false, null);
    }

    private static Offer offer(Doctor doctor, AppointmentType type, @Nullable Location location) {
        return new Offer(doctor.id(), type.id(), location == null ? null : location.id(), null, null, null, null);
    }

    private static String unique() {
        return "n" + UUID.randomUUID();
    }

    private static Duration minute(int minutes) {
        return Duration.ofMinutes(minutes);
    }

    private static List<Duration> minutes(int... minutes) {
        return Arrays.stream(minutes).mapToObj(Duration::ofMinutes).toList();
    }

    private static TimeRange range(String start, String end) {
        return new TimeRange(Instant.parse(start), Instant.parse(end));
    }

    private static List<String> problems(ThrowingCallable act) {
        Invalid refusal = catchThrowableOfType(Invalid.class, act);
        assertThat(refusal).as("nothing was refused").isNotNull();
        return refusal.problems().stream()
                .map(problem -> problem.field() + " " + problem.code())
                .toList();
    }
}
