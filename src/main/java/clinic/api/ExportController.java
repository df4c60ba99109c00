package clinic.api;

import clinic.identity.FreshFactor;
import clinic.rights.DataRights;
import clinic.rights.Export;
import clinic.shared.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** All that the clinic knows of the caller. */
@RestController
@Tag(name = "Me")
class ExportController {

    private final DataRights rights;

    ExportController(DataRights rights) {
        this.rights = rights;
    }

    @FreshFactor
    @GetMapping("/api/v1/me/export")
    @Refuses(Code.FRESH_SIGN_IN_NEEDED)
    @Operation(
            summary = "All that the clinic knows of me, in one document",
            description = "With every step of every appointment, everything I was told, and who has opened my record.")
    Export export(Actor actor) {
        return rights.export(actor);
    }
}
