package clinic.api;

import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.TypeId;
import clinic.identity.FreshFactor;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The doctors, as the public knows them. */
@RestController
@RequestMapping("/api/v1/doctors")
@Tag(name = "Clinic set-up")
class DoctorController {

    private final Directory directory;
    private final Writes writes;

    DoctorController(Directory directory, Writes writes) {
        this.directory = directory;
        this.writes = writes;
    }

    record DoctorJson(UUID id, String name, List<String> specialties) {

        static DoctorJson of(Doctor doctor) {
            return new DoctorJson(doctor.id().value(), doctor.name(), doctor.specialties());
        }
    }

    /** @param email has an invitation sent there */
    record Wanted(
            @NotNull String name,
            @NotNull List<@NotNull String> specialties,
            @Nullable String email) {}

    record Changes(@Nullable Given<String> name, @Nullable Given<List<String>> specialties) {}

    @GetMapping
    @Operation(summary = "Doctors by name; each filter narrows")
    Page<DoctorJson> doctors(
            Actor actor,
            @RequestParam(required = false) @Nullable UUID type,
            @RequestParam(required = false) @Nullable UUID location,
            @RequestParam(required = false) @Nullable String specialty) {
        return Page.whole(directory
                .doctors(
                        actor,
                        type == null ? null : new TypeId(type),
                        location == null ? null : new LocationId(location),
                        Bodies.text(specialty))
                .stream()
                .map(DoctorJson::of)
                .toList());
    }

    @PostMapping
    @FreshFactor
    @Refuses(Code.FRESH_SIGN_IN_NEEDED)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add a doctor", description = "With an address the invitation is sent in the same step.")
    ResponseEntity<DoctorJson> add(
            Actor actor, @RequestParam(required = false) @Nullable String dryRun, @RequestBody @Valid Wanted body) {
        return writes.add(
                actor,
                dryRun,
                () -> DoctorJson.of(
                        directory.addDoctor(actor, body.name(), body.specialties(), Bodies.text(body.email()))));
    }

    @PatchMapping("/{id}")
    @Operation(summary = "Change a doctor's name or specialties")
    ResponseEntity<DoctorJson> change(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String dryRun,
            @RequestBody @Valid Changes body) {
        DoctorId doctor = new DoctorId(id);
        return writes.change(actor, dryRun, () -> {
            Doctor was = directory.doctor(actor, doctor);
            List<String> specialties = Given.over(was.specialties(), body.specialties(), "specialties");
            if (specialties.stream().anyMatch(Objects::isNull)) {
                throw new Invalid("specialties", "REQUIRED", "Leave out what is not there.");
            }
            return DoctorJson.of(
                    directory.changeDoctor(actor, doctor, Given.over(was.name(), body.name(), "name"), specialties));
        });
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a doctor who cannot sign in and was never booked")
    ResponseEntity<Void> remove(
            Actor actor, @PathVariable UUID id, @RequestParam(required = false) @Nullable String dryRun) {
        return writes.remove(actor, dryRun, () -> directory.removeDoctor(actor, new DoctorId(id)));
    }
}
