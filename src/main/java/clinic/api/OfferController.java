package clinic.api;

import clinic.api.Writes.Made;
import clinic.availability.Availability;
import clinic.availability.Availability.ScheduleChange;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.Offer;
import clinic.directory.TypeId;
import clinic.shared.Actor;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Which kinds of visit a doctor gives. */
@RestController
@RequestMapping("/api/v1/doctors/{id}/offers")
@Tag(name = "Schedules")
class OfferController {

    private final Directory directory;
    private final Availability availability;
    private final Affected affected;
    private final Writes writes;

    OfferController(Directory directory, Availability availability, Affected affected, Writes writes) {
        this.directory = directory;
        this.availability = availability;
        this.affected = affected;
        this.writes = writes;
    }

    /**
     * What is absent holds as the type says.
     *
     * @param locationId absent means wherever the doctor works
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OfferJson(
            @NotNull UUID typeId,
            @Nullable UUID locationId,
            @Nullable List<@NotNull Integer> durations,
            @Nullable Integer bufferBeforeMinutes,
            @Nullable Integer bufferAfterMinutes,
            @Nullable Boolean instant) {

        static OfferJson of(Offer offer) {
            return new OfferJson(
                    offer.type().value(),
                    offer.location() == null ? null : offer.location().value(),
                    offer.durations() == null ? null : Minutes.of(offer.durations()),
                    offer.bufferBefore() == null ? null : Minutes.of(offer.bufferBefore()),
                    offer.bufferAfter() == null ? null : Minutes.of(offer.bufferAfter()),
                    offer.instant());
        }

        Offer by(DoctorId doctor) {
            return new Offer(
                    doctor,
                    new TypeId(typeId),
                    locationId == null ? null : new LocationId(locationId),
                    durations == null ? null : Minutes.read(durations),
                    bufferBeforeMinutes == null ? null : Duration.ofMinutes(bufferBeforeMinutes),
                    bufferAfterMinutes == null ? null : Duration.ofMinutes(bufferAfterMinutes),
                    instant);
        }
    }

    @GetMapping
    @Operation(summary = "What a doctor offers")
    Page<OfferJson> offers(Actor actor, @PathVariable UUID id) {
        DoctorId doctor = directory.doctor(actor, new DoctorId(id)).id();
        return Page.whole(directory.offers(actor, List.of(doctor), null).stream()
                .map(OfferJson::of)
                .toList());
    }

    /** @param affected appointments that stand but are now of a kind the doctor does not offer there */
    record Offered(List<OfferJson> items, @Nullable String next, List<AppointmentJson> affected) {}

    @PutMapping
    @Operation(
            summary = "Replace what a doctor offers",
            description = "Takes the whole list. A doctor sets their own, an admin anybody's. Appointments that stand"
                    + " keep what they were booked with; affected are those of a kind that is no longer offered there.")
    ResponseEntity<Offered> replace(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String dryRun,
            @RequestBody @Size(max = 200) List<@NotNull @Valid OfferJson> offers) {
        DoctorId doctor = new DoctorId(id);
        return writes.make(actor, dryRun, HttpStatus.OK, () -> {
            ScheduleChange<List<Offer>> change = availability.setOffers(
                    actor,
                    doctor,
                    offers.stream().map(offer -> offer.by(doctor)).toList(),
                    false);
            List<AppointmentJson> outside = affected.by(actor, change.leftOutside());
            return new Made<>(
                    new Offered(change.result().stream().map(OfferJson::of).toList(), null, outside), outside);
        });
    }
}
