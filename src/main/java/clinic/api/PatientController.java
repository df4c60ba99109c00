package clinic.api;

import clinic.identity.FreshFactor;
import clinic.patients.Patient;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.patients.Patients.NewPatient;
import clinic.rights.Restrictions;
import clinic.shared.Actor;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The patients, each for who may see them. */
@RestController
@RequestMapping("/api/v1/patients")
@Tag(name = "Patients")
class PatientController {

    private final Patients patients;
    private final Restrictions restrictions;
    private final Writes writes;

    PatientController(Patients patients, Restrictions restrictions, Writes writes) {
        this.patients = patients;
        this.restrictions = restrictions;
        this.writes = writes;
    }

    /** @param accountId absent for a patient made at the desk who never signed up */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PatientJson(
            UUID id,
            String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable LocalDate birthDate,
            @Nullable UUID accountId,
            boolean blocked,
            boolean restricted,
            boolean erased) {

        static PatientJson of(Patient patient) {
            return new PatientJson(
                    patient.id().value(),
                    patient.name(),
                    patient.email(),
                    patient.phone(),
                    patient.birthDate(),
                    patient.account() == null ? null : patient.account().value(),
                    patient.blocked(),
                    patient.restriction() != null,
                    patient.erased());
        }
    }

    record Wanted(
            @NotNull String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable LocalDate birthDate) {}

    record Changes(
            @Nullable Given<String> name,
            @Nullable Given<String> email,
            @Nullable Given<String> phone,
            @Nullable Given<LocalDate> birthDate,
            @Nullable Given<Boolean> blocked) {}

    record Search(
            @Nullable @Size(max = 200) String query,
            @Nullable Integer limit,
            @Nullable String cursor) {}

    @GetMapping
    @Operation(
            summary = "Find patients",
            description = "Each word of the query begins a word of the name, the address or the phone number, without"
                    + " regard to case and accents; one of less than three letters is a word. A date finds who was born"
                    + " then. Newest first; without a query, all. An address is written down in many places: where the"
                    + " query is part of a name, ask by POST /patients/search.")
    Page<PatientJson> search(
            Actor actor,
            @RequestParam(defaultValue = "") String query,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return found(actor, query, limit, cursor);
    }

    @PostMapping("/search")
    @Operation(
            summary = "Find patients, with the query in the body",
            description = "As GET /patients; changes nothing.")
    Page<PatientJson> search(Actor actor, @RequestBody @Valid Search body) {
        return found(actor, body.query() == null ? "" : body.query(), body.limit(), body.cursor());
    }

    private Page<PatientJson> found(Actor actor, String query, @Nullable Integer limit, @Nullable String cursor) {
        Paging paging = Paging.of(limit, cursor);
        UUID after = paging.afterId();
        return paging.page(
                patients.search(actor, query, paging.fetch(), after == null ? null : new PatientId(after)),
                patient -> patient.id().value(),
                PatientJson::of);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add a patient who has no account")
    ResponseEntity<PatientJson> add(
            Actor actor, @RequestParam(required = false) @Nullable String dryRun, @RequestBody @Valid Wanted body) {
        return writes.add(
                actor,
                dryRun,
                () -> PatientJson.of(patients.add(
                        actor, new NewPatient(body.name(), body.email(), body.phone(), body.birthDate()))));
    }

    @GetMapping("/{id}")
    @Operation(summary = "A patient", description = "For the patient, the doctors who treat them, and admins.")
    PatientJson patient(Actor actor, @PathVariable UUID id) {
        return PatientJson.of(patients.patient(actor, new PatientId(id)));
    }

    @PatchMapping("/{id}")
    @Refuses(Code.ERASED)
    @Operation(summary = "Change a patient", description = "For the patient and admins. A null clears.")
    ResponseEntity<PatientJson> change(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String dryRun,
            @RequestBody @Valid Changes body) {
        PatientId patient = new PatientId(id);
        return writes.change(actor, dryRun, () -> {
            Patient was = patients.patient(actor, patient);
            if (body.blocked() != null) {
                patients.block(actor, patient, Given.over(was.blocked(), body.blocked(), "blocked"));
            }
            return PatientJson.of(patients.change(
                    actor,
                    patient,
                    new NewPatient(
                            Given.over(was.name(), body.name(), "name"),
                            Given.over(was.email(), body.email()),
                            Given.over(was.phone(), body.phone()),
                            Given.over(was.birthDate(), body.birthDate()))));
        });
    }

    /** Why a record is only kept from now on. */
    record WantedRestriction(@NotNull String reason) {}

    @PutMapping("/{id}/restriction")
    @FreshFactor
    @Refuses({Code.ERASED, Code.FRESH_SIGN_IN_NEEDED})
    @Operation(
            summary = "Restrict a record",
            description =
                    "It is kept and not used: no bookings, and no changes but the patient's own. Visits that stand"
                            + " go on. The patient is told by mail.")
    ResponseEntity<PatientJson> restrict(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String dryRun,
            @RequestBody @Valid WantedRestriction body) {
        return writes.change(
                actor, dryRun, () -> PatientJson.of(restrictions.restrict(actor, new PatientId(id), body.reason())));
    }

    @DeleteMapping("/{id}/restriction")
    @FreshFactor
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Refuses({Code.ERASED, Code.FRESH_SIGN_IN_NEEDED})
    @Operation(
            summary = "End the restriction of a record in a week",
            description = "The patient is told by mail, and before it ends.")
    ResponseEntity<Void> endRestriction(
            Actor actor, @PathVariable UUID id, @RequestParam(required = false) @Nullable String dryRun) {
        return writes.remove(actor, dryRun, () -> restrictions.end(actor, new PatientId(id)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a patient who cannot sign in and was never booked")
    ResponseEntity<Void> remove(
            Actor actor, @PathVariable UUID id, @RequestParam(required = false) @Nullable String dryRun) {
        return writes.remove(actor, dryRun, () -> patients.remove(actor, new PatientId(id)));
    }
}
