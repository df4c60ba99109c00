package clinic.api;

import clinic.availability.NotBookable;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/**
 * Completes the OpenAPI document that is drawn from the controllers: who may call (from {@link Access}), every problem a
 * route can answer with, and an example for every field.
 */
@Configuration
class OpenApiDocument {

    private static final String BEARER = "accessToken";
    private static final Map<String, Object> EXAMPLES = Map.of(
            "uuid", "0193a1d2-7c00-7000-8000-5c0f6a1e9b42",
            "date-time", "2026-12-01T09:00:00+01:00",
            "date", "2026-12-01",
            "int32", 30,
            "int64", 30);

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Actor.class)
                .replaceWithSchema(
                        LocalTime.class,
                        new StringSchema().pattern("^\\d{2}:\\d{2}$").example("09:00"))
                .replaceWithSchema(
                        When.class,
                        new StringSchema()
                                .description("A date, or an instant with its offset")
                                .example("2026-12-01"));
    }

    @Bean
    OpenAPI clinicApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Clinic Appointment System")
                        .version("1")
                        .description(
                                "Instants are RFC 3339 with an offset: any offset in, the location's out. Bodies have"
                                        + " at most 64 kB, and a field that is not in this document is refused. Every error is a"
                                        + " problem document, and its code is the contract.")
                        .license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0")))
                .servers(List.of(new Server().url("/")))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")
                                        .description("From POST /api/v1/auth/token.")));
    }

    @Bean
    ModelResolver clinicSchemas(ObjectMapperProvider mapper) {
        return new ClinicSchemas(mapper.jsonMapper());
    }

    @Bean
    OperationCustomizer problemsAndAccess() {
        return (operation, handler) -> {
            Set<Role> roles = roles(handler);
            if (!roles.contains(Role.VISITOR)) {
                operation.addSecurityItem(new SecurityRequirement().addList(BEARER));
            }
            String who = roles.contains(Role.VISITOR)
                    ? "anyone"
                    : roles.stream()
                            .map(role -> role.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
            operation.setDescription(
                    (operation.getDescription() == null ? "" : operation.getDescription() + " ") + "For: " + who + ".");
            Map<Integer, List<Code>> byStatus = codes(handler, roles).stream()
                    .collect(Collectors.groupingBy(Code::status, TreeMap::new, Collectors.toList()));
            ApiResponses responses = operation.getResponses();
            if (Writes.isRehearsable(handler)) {
                addRehearsal(operation);
            }
            byStatus.forEach((status, codes) -> responses.addApiResponse(status.toString(), problem(codes)));
            return operation;
        };
    }

    @Bean
    OpenApiCustomizer schemasWithExamples() {
        return document -> {
            ModelConverters.getInstance(true)
                    .readAll(Problem.class)
                    .forEach((name, schema) -> document.getComponents().addSchemas(name, schema));
            document.getComponents().getSchemas().values().forEach(OpenApiDocument::addExamples);
            document.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .filter(operation -> operation.getParameters() != null)
                    .flatMap(operation -> operation.getParameters().stream())
                    .forEach(parameter -> addExample(parameter.getSchema()));
        };
    }

    /** With dryRun=true the answer is 200 and another body, whatever the real answer is. */
    private static void addRehearsal(Operation operation) {
        operation.setDescription(operation.getDescription()
                + " With dryRun=true nothing is written, and the answer is 200 with only what"
                + " the change would leave outside.");
        Schema<?> preview = new Schema<>().$ref("#/components/schemas/AffectedPreview");
        ApiResponse real = operation.getResponses().get("200");
        Schema<?> body = real == null
                ? preview
                : new Schema<>()
                        .addOneOfItem(
                                real.getContent().values().iterator().next().getSchema())
                        .addOneOfItem(preview);
        operation
                .getResponses()
                .addApiResponse(
                        "200",
                        new ApiResponse()
                                .description(real == null ? "What a rehearsal would affect" : real.getDescription())
                                .content(new Content().addMediaType("application/json", new MediaType().schema(body))));
    }

    private static Set<Role> roles(HandlerMethod handler) {
        RequestMapping onMethod = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class);
        RequestMapping onType = AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), RequestMapping.class);
        if (onMethod == null) {
            throw new IllegalStateException("No mapping on " + handler);
        }
        String pattern = (onType == null || onType.path().length == 0 ? "" : onType.path()[0])
                + (onMethod.path().length == 0 ? "" : onMethod.path()[0]);
        return Access.roles(pattern, HttpMethod.valueOf(onMethod.method()[0].name()));
    }

    private static Set<Code> codes(HandlerMethod handler, Set<Role> roles) {
        Set<Code> codes = EnumSet.of(Code.NOT_ACCEPTABLE, Code.INTERNAL, Code.UNAVAILABLE);
        if (!roles.contains(Role.VISITOR)) {
            codes.add(Code.UNAUTHENTICATED);
            codes.add(Code.FORBIDDEN);
        }
        if (has(handler, PathVariable.class)) {
            codes.add(Code.NOT_FOUND);
        }
        if (has(handler, RequestParam.class)) {
            codes.addAll(Set.of(Code.MALFORMED, Code.INVALID, Code.NOT_FOUND));
        }
        if (has(handler, RequestBody.class)) {
            codes.addAll(
                    Set.of(Code.MALFORMED, Code.INVALID, Code.NOT_FOUND, Code.TOO_LARGE, Code.UNSUPPORTED_MEDIA_TYPE));
        }
        Refuses refuses = handler.getMethodAnnotation(Refuses.class);
        if (refuses != null) {
            codes.addAll(Arrays.asList(refuses.value()));
            if (refuses.times()) {
                Arrays.stream(NotBookable.values()).map(Code::of).forEach(codes::add);
            }
        }
        return codes;
    }

    private static boolean has(HandlerMethod handler, Class<? extends Annotation> annotation) {
        return Arrays.stream(handler.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(annotation));
    }

    private static ApiResponse problem(List<Code> codes) {
        Map<String, Example> examples = new LinkedHashMap<>();
        for (Code code : codes) {
            examples.put(code.name(), new Example().value(example(code)));
        }
        MediaType body = new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"));
        body.setExamples(examples);
        ApiResponse response = new ApiResponse()
                .description(codes.stream().map(Code::name).collect(Collectors.joining(", ")))
                .content(new Content().addMediaType("application/problem+json", body));
        if (codes.contains(Code.UNAVAILABLE) || codes.contains(Code.RATE_LIMITED)) {
            response.addHeaderObject(
                    "Retry-After", new Header().description("Seconds to wait").schema(new IntegerSchema()));
        }
        return response;
    }

    private static Map<String, Object> example(Code code) {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("type", code.type().toString());
        example.put("title", code.title());
        example.put("status", code.status());
        example.put("detail", code.title() + ".");
        example.put("code", code.name());
        example.put("instance", URI.create("urn:uuid:" + EXAMPLES.get("uuid")).toString());
        if (code == Code.INVALID) {
            example.put(
                    "errors",
                    List.of(Map.of("field", "start", "code", "OFFSET_REQUIRED", "detail", "A time needs its offset.")));
        }
        if (code == Code.ILLEGAL_TRANSITION) {
            example.put("from", "CANCELLED");
            example.put("to", "APPROVED");
        }
        return example;
    }

    private static void addExamples(Schema<?> schema) {
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(OpenApiDocument::addExample);
        }
    }

    private static void addExample(Schema<?> property) {
        if (property.getExample() == null && property.getFormat() != null && property.getEnum() == null) {
            Object example = EXAMPLES.get(property.getFormat());
            if (example != null) {
                property.setExample(example);
            }
        }
    }
}
