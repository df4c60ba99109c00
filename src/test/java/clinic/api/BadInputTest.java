package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.api.Callers.Caller;
import clinic.api.Recipes.Call;
import clinic.api.Scene.Whose;
import clinic.shared.Actor.Role;
import clinic.testing.Answer;
import clinic.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.RowCallbackHandler;
import tools.jackson.databind.JsonNode;

/**
 * Whatever a client sends that cannot be meant is answered with a problem that has a code and, where a field is wrong, its
 * name; nothing is written, nothing breaks, and nothing of the inside shows.
 */
@ApiTest
class BadInputTest {

    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

    /** What is wrong with one of many is told beside it, in an answer that is otherwise well. */
    private static final Set<String> EACH_BY_ITSELF =
            Set.of("POST /api/v1/approvals", "POST /api/v1/rejections", "POST /api/v1/reschedules");

    /** Fields that a route cannot do without; the others may be left out. */
    private static final Map<String, Set<String>> REQUIRED = Map.ofEntries(
            Map.entry("POST /api/v1/auth/signup", Set.of("email", "password", "name")),
            Map.entry("POST /api/v1/auth/verification", Set.of("token")),
            Map.entry("POST /api/v1/auth/token", Set.of("email", "password")),
            Map.entry("POST /api/v1/auth/refresh", Set.of("refreshToken")),
            Map.entry("POST /api/v1/auth/revocation", Set.of("refreshToken")),
            Map.entry("POST /api/v1/holds", Set.of("doctorId", "typeId", "locationId", "start", "patientId")),
            Map.entry("POST /api/v1/appointments", Set.of("typeId", "locationId", "start", "patientId")),
            Map.entry("POST /api/v1/appointments/{id}/rejection", Set.of("reason")),
            Map.entry("POST /api/v1/appointments/{id}/cancellation", Set.of("reason")),
            Map.entry("POST /api/v1/appointments/{id}/keeping", Set.of("reason")),
            Map.entry("POST /api/v1/approvals", Set.of("appointments", "id")),
            Map.entry("POST /api/v1/rejections", Set.of("appointments", "id")),
            Map.entry("POST /api/v1/reschedules", Set.of("appointments", "id", "start")),
            Map.entry("DELETE /api/v1/appointments/{id}", Set.of("reason")),
            Map.entry("POST /api/v1/appointments/{id}/reschedule", Set.of("start")),
            Map.entry("POST /api/v1/appointments/{id}/correction", Set.of("to", "reason")),
            Map.entry("PUT /api/v1/doctors/{id}/patterns", Set.of("locationId", "day", "from", "to")),
            Map.entry("POST /api/v1/doctors/{id}/exceptions", Set.of("date", "locationId", "from", "to")),
            Map.entry("POST /api/v1/doctors/{id}/absences", Set.of("from", "to")),
            Map.entry("PUT /api/v1/doctors/{id}/offers", Set.of("typeId")),
            Map.entry("PUT /api/v1/me/notification-preferences", Set.of("kinds", "kind", "email", "sms")),
            Map.entry("POST /api/v1/closures", Set.of("from", "to", "name")),
            Map.entry("POST /api/v1/locations", Set.of("name", "zone")),
            Map.entry("POST /api/v1/rooms", Set.of("locationId", "name")),
            Map.entry("PATCH /api/v1/rooms/{id}", Set.of("name")),
            Map.entry("POST /api/v1/appointment-types", Set.of("name", "durations", "instant")),
            Map.entry("POST /api/v1/doctors", Set.of("name", "specialties")),
            Map.entry("POST /api/v1/patients", Set.of("name")),
            Map.entry("POST /api/v1/emergency-access", Set.of("name", "birthDate", "reason")),
            Map.entry("POST /api/v1/emergency-access/{id}/review", Set.of("note")),
            Map.entry("PUT /api/v1/patients/{id}/restriction", Set.of("reason")),
            Map.entry("POST /api/v1/erasures/{id}/decision", Set.of("outcome")),
            Map.entry("PUT /api/v1/retention", Set.of("kinds", "kind", "months")),
            Map.entry("POST /api/v1/users", Set.of("email", "name", "role")));

    @Autowired
    Callers callers;

    @Autowired
    Recipes recipes;

    @Autowired
    TestDatabase database;

    /** Takes a calendar; {@link AbsenceImportOverHttpTest} has what can be wrong with it. */
    private static final String NOT_JSON = "POST /api/v1/doctors/{id}/absences/import";

    static Stream<String> routesWithABody() {
        return Stream.of(
                        REQUIRED.keySet().stream(),
                        Stream.of(
                                "PUT /api/v1/policy",
                                "POST /api/v1/me/erasure",
                                "POST /api/v1/patients/search",
                                "POST /api/v1/users/search",
                                "PUT /api/v1/appointment-types/{id}/policy",
                                "PUT /api/v1/doctors/{id}/policy",
                                "PATCH /api/v1/locations/{id}",
                                "PATCH /api/v1/appointment-types/{id}",
                                "PATCH /api/v1/doctors/{id}",
                                "PATCH /api/v1/patients/{id}",
                                "PATCH /api/v1/users/{id}"))
                .flatMap(routes -> routes)
                .sorted();
    }

    @Test
    void everyRouteThatTakesABodyIsTried() {
        Scene scene = new Scene(callers, Whose.OWN, callers.people().admin());

        assertThat(recipes.all().entrySet().stream()
                        .filter(recipe -> recipe.getValue().apply(scene).body() != null)
                        .map(Map.Entry::getKey)
                        .filter(route -> !route.equals(NOT_JSON)))
                .containsExactlyInAnyOrderElementsOf(routesWithABody().toList());
    }

    @ParameterizedTest
    @MethodSource("routesWithABody")
    void aBodyThatIsWrongAnywhereIsRefusedByNameAndChangesNothing(String route) {
        Caller by = caller(route);
        Call call = recipes.call(route, new Scene(callers, Whose.OWN, by));
        String body = String.valueOf(call.body());
        List<Mangled> tries = Mangled.all(body, REQUIRED.getOrDefault(route, Set.of()));
        Map<String, Long> before = rows();

        assertThat(tries).hasSizeGreaterThan(8).allSatisfy(mangled -> {
            Answer answer = callers.call(by, call.method(), call.path(), mangled.body());
            if (EACH_BY_ITSELF.contains(route) && answer.status() == 200) {
                assertThat(answer.json().path("items"))
                        .isNotEmpty()
                        .allSatisfy(item -> assertThat(item.has("problem"))
                                .as(answer.text())
                                .isTrue());
                return;
            }
            isAProblem(answer);
            if (answer.status() == 422) {
                assertThat(answer.json().path("errors"))
                        .as(answer.text())
                        .extracting(error -> error.path("field").asString())
                        .anySatisfy(field -> assertThat(field).startsWith(mangled.field()));
            }
        });
        assertThat(rows()).as("rows in the database").isEqualTo(before);

        assertThat(callers.call(by, call.method(), call.path(), body).status())
                .as("the body as it should be")
                .isBetween(200, 299);
    }

    @ParameterizedTest
    @MethodSource("routesWithABody")
    void aBodyThatIsNoBodyIsRefused(String route) {
        Caller by = caller(route);
        Call call = recipes.call(route, new Scene(callers, Whose.OWN, by));
        String body = String.valueOf(call.body());
        byte[] utf8 = body.getBytes(StandardCharsets.UTF_8);
        byte[] notUtf8 = Arrays.copyOf(utf8, utf8.length);
        notUtf8[body.lastIndexOf('"') - 1] = (byte) 0xff;
        Map<String, Long> before = rows();

        for (byte[] wrong : List.of(
                "{".getBytes(StandardCharsets.UTF_8),
                "7".getBytes(StandardCharsets.UTF_8),
                "\"text\"".getBytes(StandardCharsets.UTF_8),
                (body + body).getBytes(StandardCharsets.UTF_8),
                "[".repeat(20_000).getBytes(StandardCharsets.UTF_8),
                "{\"a\":".repeat(10_000).getBytes(StandardCharsets.UTF_8),
                ("{\"surprise\": " + "9".repeat(10_000) + "}").getBytes(StandardCharsets.UTF_8),
                notUtf8)) {
            isAProblem(send(by, call, BodyPublishers.ofByteArray(wrong), "application/json"));
        }
        for (String type : List.of("text/plain", "application/xml", "application/x-www-form-urlencoded", "nonsense")) {
            Answer answer = send(by, call, BodyPublishers.ofByteArray(utf8), type);
            isAProblem(answer);
            assertThat(answer.status()).as(type).isEqualTo(415);
        }
        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /api/v1/auth/signup", "POST /api/v1/appointments", "POST /api/v1/closures"})
    void tenMegabytesAreRefusedHoweverTheyAreSent(String route) {
        Caller by = caller(route);
        Call call = recipes.call(route, new Scene(callers, Whose.OWN, by));
        byte[] large = ("{\"name\": \"" + "x".repeat(TEN_MEGABYTES) + "\"}").getBytes(StandardCharsets.UTF_8);

        for (BodyPublisher sent : List.of(
                BodyPublishers.ofByteArray(large),
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))) {
            Answer answer = send(by, call, sent, "application/json");
            assertThat(answer.status()).as(answer.text()).isEqualTo(413);
            assertThat(answer.code()).isEqualTo("TOO_LARGE");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/v1/appointments/{id}/approval",
                "POST /api/v1/appointments/{id}/acceptance",
                "POST /api/v1/appointments/{id}/completion",
                "POST /api/v1/appointments/{id}/no-show",
                "POST /api/v1/appointments/{id}/answer-withdrawal",
                "POST /api/v1/appointments/{id}/arrival",
                "POST /api/v1/appointments/{id}/arrival-withdrawal",
                "POST /api/v1/appointments/{id}/visit",
                "POST /api/v1/notifications/{id}/read"
            })
    void aStepThatTakesNoWordsRefusesThem(String route) {
        Caller by = callers.people().doctor();
        Call call = recipes.call(route, new Scene(callers, Whose.OWN, by));

        Answer answer = callers.call(by, call.method(), call.path(), "{\"override\": true}");

        assertThat(answer.code()).isEqualTo("INVALID");
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo("override");
    }

    @Test
    void anIdInAnAddressThatIsNoneIsNotFound() {
        recipes.all().keySet().stream().filter(route -> route.contains("{")).forEach(route -> {
            String[] words = route.split(" ", 2);
            for (String id : List.of("1", "nobody", "null", "-", "x".repeat(500))) {
                String path = words[1].replaceAll("\\{\\w+}", id);
                String body = route.equals(NOT_JSON) ? Recipes.CALENDAR : words[0].equals("GET") ? null : "{}";
                Answer answer = callers.call(
                        onlyForDoctors(route)
                                ? callers.people().doctor()
                                : callers.people().admin(),
                        words[0],
                        path,
                        body);
                assertThat(answer.code()).as(route + " with " + id).isIn("NOT_FOUND", "MALFORMED", "INVALID");
            }
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /slots                                             | type            | REQUIRED
                    /slots?type=x                                      | type            | INVALID_FORMAT
                    /slots?type=TYPE&doctor=x                          | doctor          | INVALID_FORMAT
                    /slots?type=TYPE&durationMinutes=0                 | durationMinutes | OUT_OF_RANGE
                    /slots?type=TYPE&durationMinutes=half              | durationMinutes | INVALID_FORMAT
                    /slots?type=TYPE&limit=0                           | limit           | OUT_OF_RANGE
                    /slots?type=TYPE&limit=201                         | limit           | OUT_OF_RANGE
                    /slots?type=TYPE&limit=99999999999                 | limit           | INVALID_FORMAT
                    /slots?type=TYPE&from=2026-12-01T09:00:00          | from            | OFFSET_REQUIRED
                    /slots?type=TYPE&from=2027-03-28T02:30:00          | from            | OFFSET_REQUIRED
                    /slots?type=TYPE&from=2026-02-30                   | from            | INVALID_FORMAT
                    /slots?type=TYPE&from=2026-12-02&to=2026-12-01     | to              | OUT_OF_RANGE
                    /slots?type=TYPE&from=2026-12-01&to=2027-12-01     | to              | OUT_OF_RANGE
                    /slots?type=TYPE&to=9999-12-31T23:59:59Z           | to              | OUT_OF_RANGE
                    /appointments?status=MAYBE                         | status          | UNKNOWN_VALUE
                    /appointments?patient=x                            | patient         | INVALID_FORMAT
                    /appointments?cursor=x                             | cursor          | INVALID_FORMAT
                    /appointments?limit=-1                             | limit           | OUT_OF_RANGE
                    /appointments?from=yesterday                       | from            | INVALID_FORMAT
                    /doctors/DOCTOR/absences?from=2026-12-01           | to              | REQUIRED
                    /doctors/DOCTOR/exceptions?from=soon               | from            | INVALID_FORMAT
                    /doctors/DOCTOR/exceptions?from=2026-12-02&to=2026-12-01 | to        | OUT_OF_RANGE
                    /notifications?cursor=AAAA                         | cursor          | INVALID_FORMAT
                    /messages?state=LOST                               | state           | UNKNOWN_VALUE
                    /dashboard?from=x                                  | from            | INVALID_FORMAT
                    /audit?cursor=AAAA                                 | cursor          | INVALID_FORMAT
                    /users?role=KING                                   | role            | UNKNOWN_VALUE
                    /patients?limit=many                               | limit           | INVALID_FORMAT
                    """)
    void aQueryThatIsWrongIsRefusedByName(String query, String field, String code) {
        Answer answer = callers.get(
                callers.people().admin(),
                "/api/v1"
                        + query.replace(
                                        "TYPE",
                                        callers.people()
                                                .instantly()
                                                .id()
                                                .value()
                                                .toString())
                                .replace(
                                        "DOCTOR",
                                        callers.people().doctor().person().toString()));

        assertThat(answer.code()).as(answer.text()).isEqualTo("INVALID");
        JsonNode error = answer.json().path("errors").path(0);
        assertThat(error.path("field").asString()).isEqualTo(field);
        assertThat(error.path("code").asString()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?query=%00", "?query=a%0ab", "?query=%", "?query=a%zz", "?query=%ff", "?%00=1"})
    void aQueryThatIsNoTextIsMalformed(String query) throws IOException {
        String answer = raw("/api/v1/patients" + query);

        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"MALFORMED\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%E4", "..%2f..", "a%00b", "%zz"})
    void anAddressThatIsNoTextIsRefusedAndShowsNothingOfTheInside(String id) throws IOException {
        String answer = raw("/api/v1/appointments/" + id);

        assertThat(answer)
                .containsPattern("^HTTP/1.1 4\\d\\d")
                .doesNotContain("Exception")
                .doesNotContain("Tomcat")
                .doesNotContainPattern("clinic\\.[a-z]+\\.");
    }

    /** As a client sends it that does not look at what it sends. */
    private String raw(String target) throws IOException {
        URI server = callers.uri("/");
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void anInstantWithAPlusSignThatWasNotEscapedIsUnderstood() {
        assertThat(callers.get(
                                callers.people().admin(),
                                "/api/v1/appointments?from=2026-12-01T09:00:00+01:00&to=2026-12-01T09:00:00%2B02:00")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "\"1", "\"1\", 2", "\"1\",", "nonsense"})
    void anIfMatchThatIsNoTagIsRefused(String header) {
        String path = "/api/v1/appointments/"
                + callers.requested(callers.people().patient(), callers.people().doctor())
                        .id()
                        .value();

        Answer answer = callers.post(callers.people().doctor(), path + "/approval", null, "If-Match", header);

        assertThat(answer.code()).isEqualTo("INVALID");
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo("If-Match");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
                    W/"1"          | 412
                    W/"1", "99"    | 412
                    "98","99"      | 412
                    "other"        | 412
                    "99", "1"      | 200
                    "1","99"       | 200
                    W/"1", "1"     | 200
                    "1"            | 200
                    *              | 200
                    """)
    void anIfMatchHoldsWhenOneOfItsTagsDoesAndAWeakOneNever(String header, int status) {
        String path = "/api/v1/appointments/"
                + callers.requested(callers.people().patient(), callers.people().doctor())
                        .id()
                        .value();
        assertThat(callers.get(callers.people().doctor(), path).header("ETag")).isEqualTo("\"1\"");

        assertThat(callers.post(callers.people().doctor(), path + "/approval", null, "If-Match", header)
                        .status())
                .isEqualTo(status);
    }

    @Test
    void whatIsTooLongSaysHowLongItMayBe() {
        String path = "/api/v1/appointments/"
                + callers.requested(callers.people().patient(), callers.people().doctor())
                        .id()
                        .value();

        Answer text = callers.post(
                callers.people().doctor(), path + "/rejection", "{\"reason\": \"%s\"}".formatted("x".repeat(501)));
        assertThat(text.json().at("/errors/0/code").asString()).isEqualTo("LENGTH");
        assertThat(text.json().at("/errors/0/detail").asString()).isEqualTo("Give at most 500 characters.");

        Answer list = callers.call(
                callers.people().doctor(),
                "PUT",
                "/api/v1/doctors/" + callers.people().doctor().person() + "/offers",
                "[" + "{\"typeId\": \"%s\"},".formatted(UUID.randomUUID()).repeat(200)
                        + "{\"typeId\": \"%s\"}]".formatted(UUID.randomUUID()));
        assertThat(list.json().at("/errors/0/detail").asString()).isEqualTo("Give at most 200.");
    }

    @Test
    void anIdempotencyKeyIsShortAndVisible() {
        Caller by = callers.people().patient();
        Call call = recipes.call("POST /api/v1/appointments", new Scene(callers, Whose.OWN, by));

        for (String key : List.of("x".repeat(201), "two words")) {
            Answer answer = callers.post(by, call.path(), call.body(), "Idempotency-Key", key);
            assertThat(answer.code()).isEqualTo("INVALID");
            assertThat(answer.json().at("/errors/0/code").asString()).isEqualTo("INVALID_FORMAT");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer x", "Bearer a.b.c", "Bearer", "Basic YTpi", "Nonsense", "Bearer x y"})
    void aCredentialThatIsNoneIsNoSignIn(String header) {
        Answer answer = callers.call(null, "GET", "/api/v1/me", null, "Authorization", header);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("UNAUTHENTICATED");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void anAddressThatIsNotUtf8IsAProblemLikeAnyOther() {
        assertThat(callers.get(null, "/api/v1/appointments/%E4").code()).isEqualTo("MALFORMED");
        assertThat(callers.get(null, "/api/v1/doctors?name=%E4").code()).isEqualTo("MALFORMED");
    }

    @Test
    void whatIsNotThereSaysSoInTheSameWay() {
        assertThat(callers.get(null, "/api/v1/nothing").code()).isEqualTo("NOT_FOUND");
        assertThat(callers.get(null, "/api/v1").code()).isEqualTo("NOT_FOUND");
        assertThat(callers.get(null, "/api/v1/demo/mailbox").code()).isEqualTo("NOT_FOUND");
        Answer wrongMethod = callers.call(callers.people().admin(), "PUT", "/api/v1/closures", "{}");
        assertThat(wrongMethod.status()).isEqualTo(405);
        assertThat(wrongMethod.code()).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(wrongMethod.header("Allow")).contains("GET").contains("POST");
        Answer wrongKind =
                callers.call(callers.people().admin(), "GET", "/api/v1/closures", null, "Accept", "application/pdf");
        assertThat(wrongKind.status()).isEqualTo(406);
        assertThat(wrongKind.code()).isEqualTo("NOT_ACCEPTABLE");
    }

    private @Nullable Caller caller(String route) {
        String[] words = route.split(" ", 2);
        Set<Role> roles = Access.roles(words[1], HttpMethod.valueOf(words[0]));
        if (roles.contains(Role.VISITOR)) {
            return null;
        }
        if (onlyForDoctors(route)) {
            return callers.people().doctor();
        }
        return roles.contains(Role.ADMIN)
                ? callers.people().admin()
                : callers.people().patient();
    }

    private static boolean onlyForDoctors(String route) {
        String[] words = route.split(" ", 2);
        return Access.roles(words[1], HttpMethod.valueOf(words[0])).equals(Set.of(Role.DOCTOR));
    }

    private Answer send(@Nullable Caller by, Call call, BodyPublisher body, String type) {
        HttpRequest.Builder request = HttpRequest.newBuilder(callers.uri(call.path()))
                .method(call.method(), body)
                .header("Content-Type", type);
        if (by != null) {
            request.header("Authorization", "Bearer " + by.token());
        }
        return callers.send(request);
    }

    private static void isAProblem(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
        assertThat(answer.code()).as(answer.text()).isNotEmpty();
        assertThat(answer.text())
                .doesNotContain("Exception")
                .doesNotContainPattern("clinic\\.[a-z]+\\.")
                .doesNotContain("select ")
                .doesNotContain("insert ");
        assertThat(answer.json().path("instance").asString())
                .matches("urn:uuid:" + UUID.randomUUID().toString().replaceAll("\\w", "\\\\w"));
    }

    /**
     * How many rows there are in each table, but for those that say that somebody of the staff looked, and for sessions:
     * calls begin none, and those that have ended are cleared away meanwhile.
     */
    private Map<String, Long> rows() {
        Map<String, Long> rows = new TreeMap<>();
        database.behindTheWalls().sql("""
                        select tablename,
                          (xpath('/row/c/text()',
                            query_to_xml(
                              format(
                                'select count(*) as c from %I as t where to_jsonb(t) ->> ''kind'' is distinct from ''record_access''',
                                tablename),
                              false, true, '')))[1]::text::bigint as number
                        from pg_tables
                        where schemaname = current_schema()
                          and tablename not in ('record_access', 'spring_session', 'spring_session_attributes')
                        """).query((RowCallbackHandler)
                row -> rows.put(row.getString("tablename"), row.getLong("number")));
        return rows;
    }
}
