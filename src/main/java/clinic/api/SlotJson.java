package clinic.api;

import clinic.availability.Slot;
import java.time.OffsetDateTime;
import java.util.UUID;

/** A time that can be picked, on its location's clock. */
record SlotJson(UUID doctorId, UUID locationId, UUID typeId, OffsetDateTime start, OffsetDateTime end, String zone) {

    static SlotJson of(Slot slot) {
        return new SlotJson(
                slot.doctor().value(),
                slot.location().value(),
                slot.type().value(),
                slot.during().start().atZone(slot.zone()).toOffsetDateTime(),
                slot.during().end().atZone(slot.zone()).toOffsetDateTime(),
                slot.zone().getId());
    }
}
