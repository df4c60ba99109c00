package clinic.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Controller;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the clinic is made of and under which licences, as the bill of materials says that is packed with it (CycloneDX). */
@Controller
class LicencesController {

    private static final String BILL_OF_MATERIALS = "/META-INF/sbom/application.cdx.json";

    /** Read when somebody asks first, not at each start. */
    private final SingletonSupplier<List<LicensedPart>> components;

    LicencesController(JsonMapper json) {
        this.components = SingletonSupplier.of(() -> components(json));
    }

    @GetMapping("/licences")
    ModelAndView licences() {
        return new ModelAndView("licences", "components", components.obtain());
    }

    private static List<LicensedPart> components(JsonMapper json) {
        try (InputStream bill = LicencesController.class.getResourceAsStream(BILL_OF_MATERIALS)) {
            List<LicensedPart> components = new ArrayList<>();
            components.add(new LicensedPart("Inter", "4.1", "OFL-1.1"));
            components.add(new LicensedPart("Lucide", "0.468.0", "ISC"));
            if (bill != null) {
                json.readTree(bill).path("components").forEach(component -> components.add(component(component)));
            }
            return components.stream()
                    .sorted(Comparator.comparing(LicensedPart::name, String.CASE_INSENSITIVE_ORDER))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LicensedPart component(JsonNode said) {
        return new LicensedPart(
                said.path("name").asString(),
                said.path("version").asString(),
                StreamSupport.stream(said.path("licenses").spliterator(), false)
                        .map(one -> one.path("license"))
                        .map(licence ->
                                licence.path("id").asString(licence.path("name").asString("")))
                        .distinct()
                        .collect(Collectors.joining(", ")));
    }
}
