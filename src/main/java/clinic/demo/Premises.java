package clinic.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the invented clinic is made of: its places, kinds of visit and doctors. Nobody in it exists. */
final class Premises {

    /** All starts lie on this grid from the opening of the doors and from the end of the break. */
    static final Duration GRID = Duration.ofMinutes(15);

    static final LocalTime NOON = LocalTime.of(12, 30);
    static final LocalTime AFTER_NOON = LocalTime.of(13, 30);

    /**
     * @param country and region name its calendar of public holidays
     */
    record PlacePlan(
            String name,
            ZoneId zone,
            String address,
            String phone,
            List<String> rooms,
            String country,
            @Nullable String region) {}

    /** @param minutes allowed lengths, the usual one first; all numbers are minutes */
    record Kind(String name, List<Integer> minutes, int before, int after, boolean instant, boolean room) {}

    /**
     * @param email of the doctor's account
     * @param place index of the place
     * @param days on which the doctor works
     * @param kinds the first is the most frequent
     * @param answerHours how long the doctor takes to answer a request, at most; never less than a third of it
     * @param awayFrom days from today until the doctor's next absence
     */
    record DoctorPlan(
            String name,
            String email,
            String specialty,
            int place,
            Set<DayOfWeek> days,
            LocalTime from,
            LocalTime to,
            List<Kind> kinds,
            int answerHours,
            int awayFrom) {

        /** The demo doctors also work on the weekday of today, so that there is something to see on a Sunday. */
        Set<DayOfWeek> days(LocalDate today) {
            Set<DayOfWeek> worked = EnumSet.copyOf(days);
            if (this.equals(DOCTORS.get(demoDoctor(place)))) {
                worked.add(today.getDayOfWeek());
            }
            return worked;
        }
    }

    static final Kind NEW_CONCERN = new Kind("New concern", List.of(30, 45), 0, 5, false, true);
    static final Kind FOLLOW_UP = new Kind("Follow-up", List.of(15, 30), 0, 0, true, false);
    static final Kind VIDEO_CALL = new Kind("Video call", List.of(15), 0, 5, true, false);
    static final Kind VACCINATION = new Kind("Vaccination", List.of(15), 0, 0, true, true);
    static final Kind SKIN_CHECK = new Kind("Skin check", List.of(30), 0, 10, false, true);
    static final Kind PHYSIOTHERAPY = new Kind("Physiotherapy session", List.of(45, 60), 5, 10, true, true);
    static final Kind HEART_CHECK = new Kind("Heart check", List.of(45), 10, 5, false, true);

    static final List<Kind> KINDS =
            List.of(NEW_CONCERN, FOLLOW_UP, VIDEO_CALL, VACCINATION, SKIN_CHECK, PHYSIOTHERAPY, HEART_CHECK);

    static final List<PlacePlan> PLACES = List.of(
            new PlacePlan(
                    "Harbour Clinic, Quay Street",
                    ZoneId.of("Europe/London"),
                    "14 Quay Street, Northhaven",
                    "+44 20 7946 0100",
                    List.of("Room 1", "Room 2", "Room 3", "Treatment room"),
                    "gb",
                    "eng"),
            new PlacePlan(
                    "Harbour Clinic, Garden Reach",
                    ZoneId.of("Asia/Kolkata"),
                    "7 Riverside Walk, Garden Reach",
                    "+44 20 7946 0200",
                    List.of("Room A", "Room B", "Room C", "Treatment room"),
                    "in",
                    null));

    private static final LocalTime NINE = LocalTime.of(9, 0);
    private static final LocalTime FIVE = LocalTime.of(17, 0);
    private static final Set<DayOfWeek> MONDAY_TO_FRIDAY = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private static final Set<DayOfWeek> MONDAY_TO_SATURDAY = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY);
    private static final Set<DayOfWeek> NOT_ON_WEDNESDAY =
            EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY);

    static final List<DoctorPlan> DOCTORS = List.of(
            new DoctorPlan(
                    "Dr Amara Okafor",
                    "doctor@demo.example",
                    "General practice",
                    0,
                    MONDAY_TO_FRIDAY,
                    NINE,
                    FIVE,
                    List.of(NEW_CONCERN, FOLLOW_UP, VIDEO_CALL, VACCINATION),
                    150,
                    23),
            new DoctorPlan(
                    "Dr Johan Lindqvist",
                    "doctor3@demo.example",
                    "General practice",
                    0,
                    MONDAY_TO_FRIDAY,
                    LocalTime.of(8, 30),
                    LocalTime.of(16, 30),
                    List.of(FOLLOW_UP, NEW_CONCERN, VIDEO_CALL, VACCINATION),
                    30,
                    30),
            new DoctorPlan(
                    "Dr Mei Tanaka",
                    "doctor4@demo.example",
                    "Dermatology",
                    0,
                    NOT_ON_WEDNESDAY,
                    NINE,
                    LocalTime.of(18, 0),
                    List.of(SKIN_CHECK, FOLLOW_UP),
                    40,
                    37),
            new DoctorPlan(
                    "Dr Tomás Herrera",
                    "doctor5@demo.example",
                    "Physiotherapy",
                    0,
                    MONDAY_TO_FRIDAY,
                    LocalTime.of(8, 0),
                    FIVE,
                    List.of(PHYSIOTHERAPY, FOLLOW_UP),
                    24,
                    16),
            new DoctorPlan(
                    "Dr Ananya Sen",
                    "doctor2@demo.example",
                    "General practice",
                    1,
                    MONDAY_TO_FRIDAY,
                    NINE,
                    FIVE,
                    List.of(NEW_CONCERN, FOLLOW_UP, VIDEO_CALL, VACCINATION),
                    150,
                    26),
            new DoctorPlan(
                    "Dr Farid Rahmani",
                    "doctor6@demo.example",
                    "Cardiology",
                    1,
                    MONDAY_TO_FRIDAY,
                    LocalTime.of(10, 0),
                    LocalTime.of(18, 0),
                    List.of(HEART_CHECK, FOLLOW_UP, VIDEO_CALL),
                    40,
                    33),
            new DoctorPlan(
                    "Dr Leila Haddad",
                    "doctor7@demo.example",
                    "Paediatrics",
                    1,
                    MONDAY_TO_SATURDAY,
                    NINE,
                    LocalTime.of(16, 0),
                    List.of(FOLLOW_UP, VACCINATION, NEW_CONCERN),
                    20,
                    19),
            new DoctorPlan(
                    "Dr Piotr Zieliński",
                    "doctor8@demo.example",
                    "Physiotherapy",
                    1,
                    NOT_ON_WEDNESDAY,
                    NINE,
                    LocalTime.of(18, 0),
                    List.of(PHYSIOTHERAPY, FOLLOW_UP),
                    24,
                    29));

    private Premises() {}

    /** The doctor of a place whose sign-in everybody is told; she takes her time with requests, so that some wait. */
    static int demoDoctor(int place) {
        for (int doctor = 0; ; doctor++) {
            if (DOCTORS.get(doctor).place() == place) {
                return doctor;
            }
        }
    }
}
