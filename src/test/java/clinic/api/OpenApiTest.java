package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The OpenAPI document says what there is, all of it and nothing else. */
@ApiTest
class OpenApiTest {

    private static final Pattern REFERENCE = Pattern.compile("\"\\$ref\":\"#/components/schemas/([^\"]+)\"");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    @Autowired
    Callers callers;

    @Autowired
    @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping;

    private JsonNode document;

    record Described(String method, String path, JsonNode operation) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @BeforeEach
    void read() {
        document = callers.get(null, "/v3/api-docs").json();
    }

    @Test
    void itIsOpenApiOfItsVersionAndNamesNoMachine() {
        assertThat(document.path("openapi").asString()).startsWith("3.1");
        assertThat(document.path("info").path("title").asString()).isNotBlank();
        assertThat(document.path("servers").path(0).path("url").asString()).isEqualTo("/");
        assertThat(document.toString()).doesNotContain("127.0.0.1").doesNotContain("clinic.api");
    }

    @Test
    void itHasEveryRouteAndNoOther() {
        Set<String> routes = new TreeSet<>();
        mapping.getHandlerMethods()
                .keySet()
                .forEach(info -> info.getPatternValues().stream()
                        .filter(pattern -> pattern.startsWith("/api/"))
                        .forEach(pattern -> info.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> routes.add(method + " " + pattern))));

        assertThat(operations())
                .extracting(operation -> operation.method().toUpperCase(Locale.ROOT) + " " + operation.path())
                .containsExactlyInAnyOrderElementsOf(routes);
    }

    @Test
    void everyOperationHasAnIdOfItsOwnAndEveryPathItsParameters() {
        assertThat(operations())
                .extracting(
                        operation -> operation.operation().path("operationId").asString())
                .doesNotContain("")
                .doesNotHaveDuplicates();
        assertThat(operations()).allSatisfy(operation -> {
            List<String> declared = new ArrayList<>();
            operation.operation().path("parameters").forEach(parameter -> {
                if (parameter.path("in").asString().equals("path")) {
                    declared.add("{" + parameter.path("name").asString() + "}");
                    assertThat(parameter.path("required").asBoolean()).isTrue();
                }
            });
            Matcher inPath = Pattern.compile("\\{\\w+}").matcher(operation.path());
            assertThat(declared)
                    .containsExactlyInAnyOrderElementsOf(inPath.results()
                            .map(java.util.regex.MatchResult::group)
                            .toList());
        });
    }

    @Test
    void everyReferenceLeadsSomewhereAndEverySchemaIsUsed() {
        Set<String> used = new TreeSet<>();
        Matcher references = REFERENCE.matcher(document.toString());
        while (references.find()) {
            used.add(references.group(1));
        }

        assertThat(used)
                .isEqualTo(new TreeSet<>(
                        document.path("components").path("schemas").propertyNames()));
    }

    @Test
    void aChangeIsDescribedAsTheValuesItTakes() {
        assertThat(document.toString()).doesNotContain("#/components/schemas/Given");
        assertThat(operations())
                .filteredOn(operation -> operation.toString().equals("put /api/v1/policy"))
                .hasSize(1)
                .allSatisfy(operation -> {
                    String schema = operation
                            .operation()
                            .at("/requestBody/content/application~1json/schema/$ref")
                            .asString()
                            .substring(1);
                    assertThat(document.at(schema + "/properties/horizonDays/type")
                                    .toString())
                            .contains("integer");
                });
    }

    @Test
    void everyOperationSaysHowItFailsWithCodesAndExamples() {
        assertThat(operations()).allSatisfy(operation -> {
            JsonNode responses = operation.operation().path("responses");
            assertThat(responses.propertyNames()).contains("500", "503").anyMatch(status -> status.startsWith("2"));
            for (Map.Entry<String, JsonNode> response : responses.properties()) {
                if (response.getKey().startsWith("4") || response.getKey().startsWith("5")) {
                    JsonNode body = response.getValue().path("content").path("application/problem+json");
                    assertThat(body.path("schema").path("$ref").asString()).endsWith("/Problem");
                    assertThat(body.path("examples").properties())
                            .isNotEmpty()
                            .allSatisfy(example -> assertThat(example.getValue()
                                            .path("value")
                                            .path("code")
                                            .asString())
                                    .isEqualTo(example.getKey()));
                }
            }
            if (operation.operation().has("requestBody")) {
                assertThat(responses.propertyNames()).contains("400", "413", "415", "422");
            }
        });
    }

    @Test
    void whatNeedsASignInSaysSo() {
        assertThat(operations()).allSatisfy(operation -> {
            boolean open = operation.path().startsWith("/api/v1/auth/")
                    || (operation.method().equals("get")
                            && Set.of(
                                            "/api/v1/locations",
                                            "/api/v1/appointment-types",
                                            "/api/v1/doctors",
                                            "/api/v1/slots",
                                            "/api/v1/closures")
                                    .contains(operation.path()));
            assertThat(operation.operation().path("security").isEmpty()).isEqualTo(open);
            if (!open) {
                assertThat(operation.operation().path("responses").propertyNames())
                        .contains("401");
            }
        });
    }

    @Test
    void everyFieldOfABodyHasAnExampleOrItsValues() {
        JsonNode booking = document.path("components").path("schemas").path("AppointmentBooking");

        assertThat(booking.path("required"))
                .extracting(JsonNode::asString)
                .containsExactlyInAnyOrder("typeId", "locationId", "start");
        assertThat(booking.path("properties").path("start").path("example").asString())
                .isEqualTo("2026-12-01T09:00:00+01:00");
        assertThat(booking.path("properties").path("note").path("maxLength").asInt())
                .isEqualTo(2000);
    }

    private List<Described> operations() {
        List<Described> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    operations.add(new Described(operation.getKey(), path.getKey(), operation.getValue()));
                }
            }
        }
        return operations;
    }
}
