package clinic.api;

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
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which kinds of visit a doctor gives. */
@RestController
@RequestMapping("/api/v1/doctors/{id}/offers")
@Tag(name = "Schedules")
class OfferController {

    private final Directory directory;

    OfferController(Directory directory) {
        this.directory = directory;
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

    @PutMapping
    @Operation(
            summary = "Replace what a doctor offers",
            description = "Takes the whole list. A doctor sets their own, an admin anybody's.")
    Page<OfferJson> replace(
            Actor actor, @PathVariable UUID id, @RequestBody @Size(max = 200) List<@NotNull @Valid OfferJson> offers) {
        DoctorId doctor = new DoctorId(id);
        List<Offer> wanted = offers.stream().map(offer -> offer.by(doctor)).toList();
        return Page.whole(directory.setOffers(actor, doctor, wanted).stream()
                .map(OfferJson::of)
                .toList());
    }
}
