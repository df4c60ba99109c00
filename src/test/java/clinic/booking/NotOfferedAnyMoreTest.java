package clinic.booking;

import static clinic.availability.VisitsAffected.Cause.ABSENCE;
import static clinic.availability.VisitsAffected.Cause.OFFER;
import static clinic.testing.Race.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.availability.Availability.ScheduleChange;
import clinic.availability.ClaimId;
import clinic.availability.NotBookable;
import clinic.booking.Appointments.Booking;
import clinic.booking.Appointments.Change;
import clinic.booking.BookingOutcome.Done;
import clinic.booking.BookingOutcome.TimeRefused;
import clinic.directory.AppointmentType;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.Offer;
import clinic.patients.PatientId;
import clinic.shared.NotFound;
import clinic.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of visits when their doctor's offers change. */
class NotOfferedAnyMoreTest extends BookingScene {

    private static final Instant TEN = Instant.parse("2026-11-26T10:00:00Z");
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private AppointmentType type;
    private AppointmentType another;
    private DoctorId doctor;
    private AppointmentId visit;
    private AppointmentId ofAnotherKind;

    @BeforeEach
    void twoVisitsOfTwoKinds() {
        type = clinic.instantType(30);
        another = clinic.instantType(30);
        doctor = clinic.doctor(london.id(), "09:00", "17:00", type.id(), another.id());
        visit = booked(type, TEN);
        ofAnotherKind = booked(another, TEN.plus(HALF_AN_HOUR));
    }

    @Test
    void aKindThatIsNotOfferedAnyMoreListsItsVisitsForTheDoctorAndTheAdmin() {
        ScheduleChange<List<Offer>> change = offer(everywhere(another));

        assertThat(change.result()).containsExactly(everywhere(another));
        assertThat(change.leftOutside()).containsExactly(new ClaimId(visit.value()));
        assertThat(listed()).containsExactly(visit);
        assertThat(mark(visit)).isEqualTo(new Attention(Set.of(OFFER), clock.instant(), null, true));
        assertThat(mark(ofAnotherKind)).isNull();
        assertThat(appointments.appointment(clinic.admin(), visit).status()).isEqualTo(Status.APPROVED);
    }

    @Test
    void aKindThatIsOfferedAgainTakesItsVisitsOff() {
        offer();
        assertThat(listed()).containsExactly(visit, ofAnotherKind);

        ScheduleChange<List<Offer>> change = offer(everywhere(type));

        assertThat(change.leftOutside()).isEmpty();
        assertThat(listed()).containsExactly(ofAnotherKind);
        assertThat(mark(visit)).isNull();
    }

    @Test
    void whatIsRehearsedNamesTheVisitsAndKeepsTheOffers() {
        List<Offer> before = directory.offers(clinic.visitor(), List.of(doctor), null);

        assertThat(availability
                        .setOffers(clinic.as(doctor), doctor, List.of(), true)
                        .leftOutside())
                .containsExactly(new ClaimId(visit.value()), new ClaimId(ofAnotherKind.value()));

        assertThat(listed()).isEmpty();
        assertThat(directory.offers(clinic.visitor(), List.of(doctor), null)).isEqualTo(before);
    }

    @Test
    void aKindThatIsOfferedAtOnePlaceOnlyListsItsVisitsElsewhere() {
        LocationId elsewhere = clinic.location("Europe/Paris").id();

        offer(at(elsewhere, type), everywhere(another));
        assertThat(listed()).containsExactly(visit);

        offer(at(elsewhere, type), at(london.id(), type), everywhere(another));
        assertThat(listed()).isEmpty();
    }

    @Test
    void aVisitKeepsTheLengthItWasBookedWith() {
        Offer longer = new Offer(doctor, type.id(), null, List.of(Duration.ofHours(1)), null, null, false);

        assertThat(offer(longer, everywhere(another)).leftOutside()).isEmpty();
        assertThat(listed()).isEmpty();

        offer(everywhere(another));
        assertThat(listed()).containsExactly(visit);
        offer(longer, everywhere(another));
        assertThat(listed()).isEmpty();
    }

    @Test
    void whatElseSpeaksAgainstAVisitKeepsItListedWhenItsKindIsOfferedAgain() {
        offer(everywhere(another));
        availability.addAbsence(clinic.as(doctor), doctor, TimeRange.starting(TEN, HALF_AN_HOUR), null, false);
        assertThat(attention(visit).causes()).containsExactlyInAnyOrder(ABSENCE, OFFER);

        offer(everywhere(type), everywhere(another));

        assertThat(attention(visit).causes()).containsExactly(ABSENCE);
    }

    @Test
    void whatWasCalledOffOrIsOverIsNotListed() {
        appointments.cancel(clinic.admin(), visit, Change.because("The doctor is ill"));
        clock.set(TEN.plus(Duration.ofHours(2)));

        assertThat(offer().leftOutside()).isEmpty();
        assertThat(listed()).isEmpty();
    }

    @Test
    void aVisitThatWasKeptIsListedAnewWhenItsKindIsWithdrawnAgain() {
        offer(everywhere(another));
        appointments.keep(clinic.admin(), visit, Change.because("Promised"));
        assertThat(listed()).isEmpty();

        offer(everywhere(another));
        assertThat(listed()).isEmpty();

        offer(everywhere(type), everywhere(another));
        offer(everywhere(another));
        assertThat(listed()).containsExactly(visit);
    }

    @Test
    void nobodySetsTheOffersOfAnother() {
        DoctorId other = clinic.doctor(london.id(), "09:00", "17:00", type.id());

        assertThatThrownBy(() -> availability.setOffers(clinic.as(other), doctor, List.of(), false))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> availability.setOffers(clinic.as(clinic.patient()), doctor, List.of(), false))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(
                        () -> availability.setOffers(clinic.admin(), new DoctorId(UUID.randomUUID()), List.of(), false))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void nobodyTakesAVisitOffTheListByHandWhileItsKindIsNotOffered() {
        offer(everywhere(another));

        assertThatThrownBy(() -> transactions.as(clinic.as(doctor), () -> lifted(visit)))
                .hasStackTraceContaining("stays on the list");
        assertThat(listed()).containsExactly(visit);
    }

    @Test
    void aBookingThatRacesTheEndOfItsKindIsListedOrRefused() throws Exception {
        for (int round = 0; round < 100; round++) {
            offer(everywhere(type), everywhere(another));
            PatientId racer = clinic.patient();
            Booking wanted = booking(type, TEN.plus(Duration.ofHours(2)));

            List<Object> both = atOnce(List.<Callable<Object>>of(
                    () -> appointments.book(clinic.as(racer), wanted), () -> offer(everywhere(another))));

            ScheduleChange<?> change = (ScheduleChange<?>) both.get(1);
            if (both.getFirst() instanceof Done done) {
                AppointmentId racing = done.appointment().id();
                assertThat(change.leftOutside())
                        .containsExactly(new ClaimId(visit.value()), new ClaimId(racing.value()));
                assertThat(listed()).containsExactly(visit, racing);
                assertThat(attention(racing).causes()).containsExactly(OFFER);
                appointments.cancel(clinic.admin(), racing, Change.because("Not offered"));
            } else {
                assertThat(((TimeRefused) both.getFirst()).reason()).isEqualTo(NotBookable.NOT_OFFERED);
                assertThat(change.leftOutside()).containsExactly(new ClaimId(visit.value()));
                assertThat(listed()).containsExactly(visit);
            }
        }
    }

    @Test
    void ofTwoWhoReplaceTheOffersAtOnceOneWinsWhole() throws Exception {
        List<Offer> all = IntStream.range(0, 6)
                .mapToObj(n -> everywhere(clinic.instantType(30)))
                .toList();
        List<Offer> first = all.subList(0, 4);
        List<Offer> second = all.subList(2, 6);

        for (int round = 0; round < 20; round++) {
            atOnce(List.<Callable<Object>>of(
                    () -> availability.setOffers(clinic.admin(), doctor, first, false),
                    () -> availability.setOffers(clinic.as(doctor), doctor, second, false)));

            assertThat(Set.copyOf(directory.offers(clinic.visitor(), List.of(doctor), null)))
                    .isIn(Set.copyOf(first), Set.copyOf(second));
        }
    }

    private ScheduleChange<List<Offer>> offer(Offer... offers) {
        return availability.setOffers(clinic.as(doctor), doctor, List.of(offers), false);
    }

    private Offer everywhere(AppointmentType kind) {
        return at(null, kind);
    }

    private Offer at(@Nullable LocationId place, AppointmentType kind) {
        return new Offer(doctor, kind.id(), place, null, null, null, null);
    }

    private List<AppointmentId> listed() {
        List<AppointmentId> own = ids(appointments.needingAttention(clinic.as(doctor), null, null, null, 500));
        assertThat(ids(appointments.needingAttention(clinic.admin(), doctor, null, null, 500)))
                .isEqualTo(own);
        return own;
    }

    private static List<AppointmentId> ids(List<AppointmentView> views) {
        return views.stream().map(AppointmentView::id).toList();
    }

    private @Nullable Attention mark(AppointmentId id) {
        return appointments.appointment(clinic.admin(), id).attention();
    }

    private Attention attention(AppointmentId id) {
        return Objects.requireNonNull(mark(id));
    }

    private boolean lifted(AppointmentId id) {
        jdbc.sql("select lift_attention(array[cast(:visit as uuid)], 'OFFER')")
                .param("visit", id.value())
                .query(row -> {});
        return true;
    }

    private AppointmentId booked(AppointmentType kind, Instant start) {
        return ((Done) appointments.book(clinic.as(clinic.patient()), booking(kind, start)))
                .appointment()
                .id();
    }

    private Booking booking(AppointmentType kind, Instant start) {
        return new Booking(null, doctor, london.id(), kind.id(), start, null, null, null);
    }
}
