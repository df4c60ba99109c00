package clinic.web.staff;

import clinic.availability.Absence;
import clinic.booking.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a doctor has just done, to be said once above the day, with the way back where there is one.
 *
 * @param done absent when nothing was done with an appointment
 * @param just the appointments it was done with
 * @param not those it was not done with
 * @param blocked time that was just blocked
 * @param unblocked whether time was just given free again
 */
public record DayNews(
        @Nullable Step done,
        List<StaffAppointment> just,
        List<NotDone> not,
        @Nullable Absence blocked,
        boolean unblocked) {

    /** For how long something is said that cannot be taken back, or can be at any time. */
    private static final Duration SHOWN = Duration.ofSeconds(8);

    static final DayNews NONE = new DayNews(null, List.of(), List.of(), null, false);

    /** A request that stayed as it was. @param appointment absent when it is gone */
    public record NotDone(@Nullable StaffAppointment appointment, Unanswered.Why why) {

        /** The key of the words for it. */
        public String key() {
            return "requests.not." + why;
        }
    }

    /** Whether anything came of what was tried. */
    public boolean isGood() {
        return blocked != null || unblocked || done != null && !(just.isEmpty() && !not.isEmpty());
    }

    /** Those whose answer can still be taken back. */
    public List<StaffAppointment> answers() {
        return just.stream().filter(one -> one.view().takeBackUntil() != null).toList();
    }

    /** The one whose arrival can be taken back; absent when that is not what was done. */
    public @Nullable StaffAppointment arrival() {
        return done != Step.ARRIVE
                ? null
                : just.stream()
                        .filter(one -> one.may(Step.TAKE_BACK_ARRIVAL))
                        .findFirst()
                        .orElse(null);
    }

    /** Whether only an admin can change it again. */
    public boolean isFinal() {
        return done == Step.COMPLETE || done == Step.MARK_NO_SHOW;
    }

    /** How the form names one of them. */
    public String words(StaffAppointment one) {
        return RequestsForm.words(one);
    }

    /** For how long it is shown: as long as it can be undone, in milliseconds. */
    public long shownFor(Instant now) {
        return just.stream()
                .map(one -> one.view().takeBackUntil())
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .map(until -> Duration.between(now, until))
                .orElse(SHOWN)
                .toMillis();
    }
}
