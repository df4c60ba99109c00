package clinic.web;

import clinic.identity.FreshFactor;
import clinic.rights.DataRights;
import clinic.shared.Actor;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.databind.json.JsonMapper;

/** Hands the patient all that the clinic knows of him, as a file. */
@Controller
class ExportController {

    private final DataRights rights;
    private final JsonMapper json;

    ExportController(DataRights rights, JsonMapper json) {
        this.rights = rights;
        this.json = json;
    }

    @FreshFactor
    @PostMapping("/account/export")
    ResponseEntity<byte[]> export(Actor patient) {
        var export = rights.export(patient);
        String name = "clinic-" + LocalDate.ofInstant(export.at(), ZoneOffset.UTC) + ".json";
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(export));
    }
}
