package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.identity.Account;
import clinic.identity.AccountId;
import clinic.identity.Identity;
import clinic.identity.Identity.LinkPurpose;
import clinic.identity.Identity.SignUp;
import clinic.identity.Identity.Tokens;
import clinic.shared.Actor;
import clinic.testing.Answer;
import clinic.testing.ClinicTest;
import clinic.testing.TestDatabase;
import clinic.vault.Vault;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A clinic is set up through the API alone, and nothing that cannot be meant gets in. */
@ClinicTest
class SetUpTest {

    private static final String PASSWORD = "seven small brown otters";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    Identity identity;

    @Autowired
    Vault vault;

    @Autowired
    TestDatabase database;

    private @Nullable String adminToken;

    @Test
    void aClinicIsSetUpFromNothing() {
        String location = created(admin("POST", "/locations", """
                {"name": "%s", "zone": "Asia/Kathmandu", "address": "Hill Road 1", "phone": "+977 1 4400000"}
                """.formatted(unique())));
        String room = created(admin("POST", "/rooms", """
                {"locationId": "%s", "name": "Room 1"}""".formatted(location)));
        String type = created(admin("POST", "/appointment-types", """
                {"name": "%s", "durations": [30, 45], "instant": true}""".formatted(unique())));
        String doctor = created(admin("POST", "/doctors", """
                {"name": "Dr Ada Moor", "specialties": ["Skin"]}"""));

        Answer offers = admin("PUT", "/doctors/" + doctor + "/offers", """
                [{"typeId": "%s", "locationId": "%s", "durations": [45], "bufferAfterMinutes": 10, "instant": false}]
                """.formatted(type, location));

        assertThat(offers.status()).isEqualTo(200);
        assertThat(offers.json().at("/items/0/durations/0").asInt()).isEqualTo(45);
        assertThat(offers.json().at("/items/0/instant").asBoolean()).isFalse();
        assertThat(admin("GET", "/doctors/" + doctor + "/offers", null).json().path("items"))
                .isEqualTo(offers.json().path("items"));
        assertThat(item(visitor("GET", "/locations", null), location)
                        .path("zone")
                        .asString())
                .isEqualTo("Asia/Kathmandu");
        assertThat(item(visitor("GET", "/appointment-types", null), type)
                        .path("bufferBeforeMinutes")
                        .asInt())
                .isZero();
        assertThat(ids(visitor("GET", "/doctors?type=" + type + "&location=" + location + "&specialty=skin", null)))
                .containsExactly(doctor);
        assertThat(ids(admin("GET", "/rooms?location=" + location, null))).containsExactly(room);
    }

    @Test
    void aChangeTouchesWhatItNamesAndANullClears() {
        String name = unique();
        String location = created(admin("POST", "/locations", """
                {"name": "%s", "zone": "Europe/Berlin", "address": "Quay 1", "phone": "040 123"}""".formatted(name)));

        JsonNode changed = admin("PATCH", "/locations/" + location, "{\"address\": null, \"zone\": \"Europe/Rome\"}")
                .json();

        assertThat(changed.path("name").asString()).isEqualTo(name);
        assertThat(changed.path("zone").asString()).isEqualTo("Europe/Rome");
        assertThat(changed.path("phone").asString()).isEqualTo("040 123");
        assertThat(changed.has("address")).isFalse();
        assertThat(errors(admin("PATCH", "/locations/" + location, "{\"name\": null}")))
                .containsExactly("name REQUIRED");
    }

    @Test
    void aTypeAndADoctorAreChangedFieldByField() {
        String type = created(admin("POST", "/appointment-types", """
                {"name": "%s", "durations": [30], "instant": true, "stepMinutes": 20}""".formatted(unique())));
        String doctor = created(admin("POST", "/doctors", "{\"name\": \"Dr Ada Moor\", \"specialties\": [\"Skin\"]}"));

        JsonNode changed = admin("PATCH", "/appointment-types/" + type, """
                {"durations": [15, 60], "stepMinutes": null, "roomRequired": true}""").json();
        JsonNode renamed = admin("PATCH", "/doctors/" + doctor, "{\"name\": \"Dr Ada More\"}")
                .json();

        assertThat(changed.path("durations").toString()).isEqualTo("[15,60]");
        assertThat(changed.has("stepMinutes")).isFalse();
        assertThat(changed.path("roomRequired").asBoolean()).isTrue();
        assertThat(changed.path("instant").asBoolean()).isTrue();
        assertThat(renamed.path("specialties").toString()).isEqualTo("[\"Skin\"]");
        assertThat(errors(admin("PATCH", "/appointment-types/" + type, "{\"durations\": [30, null]}")))
                .containsExactly("durations[1] REQUIRED");
    }

    @Test
    void everyWrongFieldIsNamed() {
        assertThat(errors(admin("POST", "/locations", "{\"name\": \" \", \"zone\": \"+02:00\", \"phone\": \"call\"}")))
                .containsExactlyInAnyOrder("name REQUIRED", "zone UNKNOWN", "phone INVALID_FORMAT");
        assertThat(errors(admin("POST", "/locations", "{}")))
                .containsExactlyInAnyOrder("name REQUIRED", "zone REQUIRED");
        assertThat(errors(admin("POST", "/locations", "{\"name\": \"A\", \"zone\": \"UTC\", \"colour\": 1}")))
                .containsExactly("colour UNKNOWN_FIELD");
        assertThat(errors(admin("POST", "/appointment-types", """
                        {"name": "A", "durations": [4, 721], "instant": true, "bufferBeforeMinutes": -1}""")))
                .containsExactlyInAnyOrder(
                        "durations[0] OUT_OF_RANGE", "durations[1] OUT_OF_RANGE", "bufferBeforeMinutes OUT_OF_RANGE");
        assertThat(errors(admin("POST", "/appointment-types", """
                        {"name": "A", "durations": ["30"], "instant": true}"""))).containsExactly("durations[0] WRONG_TYPE");
        assertThat(errors(admin("POST", "/rooms", "{\"locationId\": \"" + UUID.randomUUID() + "\", \"name\": \"A\"}")))
                .containsExactly("locationId UNKNOWN");
        assertThat(errors(admin("PUT", "/policy", "{\"horizonDays\": 0, \"moveLimit\": 101}")))
                .containsExactlyInAnyOrder("horizonDays OUT_OF_RANGE", "moveLimit OUT_OF_RANGE");
        assertThat(errors(admin("POST", "/patients", "{\"name\": \"A\", \"birthDate\": \"2027-02-30\"}")))
                .containsExactly("birthDate INVALID_FORMAT");
    }

    @Test
    void aRequestWithoutABodyCannotBeRead() {
        for (String path : List.of("/locations", "/rooms", "/appointment-types", "/doctors", "/patients", "/users")) {
            Answer answer = admin("POST", path, "");
            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.code()).as(path).isEqualTo("MALFORMED");
        }
    }

    @Test
    void aTakenNameAndARecordInUseAreRefused() {
        String name = unique();
        String location = created(admin("POST", "/locations", "{\"name\": \"%s\", \"zone\": \"UTC\"}".formatted(name)));
        String room = created(admin("POST", "/rooms", """
                {"locationId": "%s", "name": "Room 1"}""".formatted(location)));

        assertThat(errors(admin("POST", "/locations", "{\"name\": \"%s\", \"zone\": \"UTC\"}".formatted(name))))
                .containsExactly("name TAKEN");
        assertThat(errors(admin("DELETE", "/locations/" + location, null))).containsExactly("id IN_USE");
        assertThat(admin("DELETE", "/rooms/" + room, null).status()).isEqualTo(204);
        assertThat(admin("DELETE", "/locations/" + location, null).status()).isEqualTo(204);
        assertThat(admin("DELETE", "/locations/" + location, null).status()).isEqualTo(404);
    }

    @Test
    void thePolicyKeepsWhatIsLeftOut() {
        JsonNode before = admin("GET", "/policy", null).json();

        JsonNode after = admin("PUT", "/policy", "{\"moveLimit\": 7}").json();

        assertThat(after.path("moveLimit").asInt()).isEqualTo(7);
        assertThat(after.path("horizonDays")).isEqualTo(before.path("horizonDays"));
        assertThat(admin("PUT", "/policy", before.toString()).json()).isEqualTo(before);
    }

    @Test
    void onlyAnAdminSetsUpAndOnlyTheirOwnRecordIsAPatients() {
        String other = created(admin("POST", "/patients", "{\"name\": \"Somebody Else\", \"phone\": \"030 55\"}"));
        String token = patientToken();
        String me = call("GET", "/me", null, token).json().path("patientId").asString();

        assertThat(visitor("POST", "/locations", "{}").status()).isEqualTo(401);
        assertThat(call("POST", "/locations", "{}", token).status()).isEqualTo(403);
        assertThat(call("GET", "/patients", null, token).status()).isEqualTo(403);
        assertThat(call("GET", "/audit", null, token).status()).isEqualTo(403);
        assertThat(call("GET", "/users", null, token).status()).isEqualTo(403);
        assertThat(call("GET", "/patients/" + other, null, token).status()).isEqualTo(404);
        assertThat(call("PATCH", "/patients/" + other, "{\"name\": \"Mine\"}", token)
                        .status())
                .isEqualTo(404);
        assertThat(call("PATCH", "/patients/" + me, "{\"phone\": \"030 99\"}", token)
                        .json()
                        .path("phone")
                        .asString())
                .isEqualTo("030 99");
        assertThat(admin("GET", "/patients/" + other, null).json().path("phone").asString())
                .isEqualTo("030 55");
    }

    @Test
    void patientsAreFoundPageByPage() {
        String word = "w" + UUID.randomUUID().toString().substring(0, 8);
        String first = created(admin("POST", "/patients", "{\"name\": \"Ada %s\"}".formatted(word)));
        String second = created(admin("POST", "/patients", "{\"name\": \"Bo %s\"}".formatted(word)));
        String found = "/patients?limit=1&query=" + word;

        JsonNode page = admin("GET", found, null).json();
        JsonNode next = admin("GET", found + "&cursor=" + page.path("next").asString(), null)
                .json();

        assertThat(page.at("/items/0/id").asString()).isEqualTo(second);
        assertThat(next.at("/items/0/id").asString()).isEqualTo(first);
        assertThat(next.path("next").isNull()).isTrue();
        assertThat(errors(admin("GET", "/patients?limit=201", null))).containsExactly("limit OUT_OF_RANGE");
        assertThat(admin("DELETE", "/patients/" + first, null).status()).isEqualTo(204);
        assertThat(admin("GET", "/patients/" + first, null).status()).isEqualTo(404);
    }

    @Test
    void doctorsAndAdminsAreInvitedAndBlocked() {
        String doctor = created(admin("POST", "/doctors", "{\"name\": \"Dr Ada Moor\", \"specialties\": []}"));
        String email = unique() + "@mail.example";

        JsonNode user = admin("POST", "/users", """
                {"email": "%s", "name": "Dr Ada Moor", "role": "DOCTOR", "doctorId": "%s"}""".formatted(email, doctor)).json();
        String id = user.path("id").asString();

        assertThat(user.path("doctorId").asString()).isEqualTo(doctor);
        assertThat(ids(admin("GET", "/users?role=DOCTOR&query=" + email, null))).containsExactly(id);
        JsonNode blocked = admin("PATCH", "/users/" + id, "{\"name\": \"Dr Ada More\", \"blocked\": true}")
                .json();
        assertThat(blocked.path("blocked").asBoolean()).isTrue();
        assertThat(blocked.path("name").asString()).isEqualTo("Dr Ada More");
        assertThat(errors(admin("POST", "/users", """
                        {"email": "%s", "name": "Again", "role": "ADMIN"}""".formatted(email)))).containsExactly("email TAKEN");
        assertThat(errors(admin("POST", "/users", """
                        {"email": "x%s", "name": "Pat", "role": "PATIENT"}""".formatted(email)))).containsExactly("role UNKNOWN_VALUE");
    }

    @Test
    void aDoctorIsMadeAnAdminAndTheRecordCanBeGivenToAnother() {
        String doctor = created(admin("POST", "/doctors", "{\"name\": \"Dr Ada Moor\", \"specialties\": []}"));
        String email = unique() + "@mail.example";
        String invitation = """
                {"email": "%s", "name": "Dr Ada Moor", "role": "DOCTOR", "doctorId": "%s"}""";
        String id = created(admin("POST", "/users", invitation.formatted(email, doctor)));
        identity.setPassword(link(new AccountId(UUID.fromString(id)), LinkPurpose.INVITE), PASSWORD, unique());
        String token = token(email);

        JsonNode changed =
                admin("PATCH", "/users/" + id, "{\"role\": \"ADMIN\"}").json();

        assertThat(changed.path("role").asString()).isEqualTo("ADMIN");
        assertThat(changed.has("doctorId")).isFalse();
        assertThat(call("GET", "/me", null, token).status()).isEqualTo(401);
        assertThat(call("GET", "/users", null, token(email)).status()).isEqualTo(200);
        created(admin("POST", "/users", invitation.formatted(unique() + "@mail.example", doctor)));
        assertThat(errors(admin("PATCH", "/users/" + id, "{\"role\": \"DOCTOR\"}")))
                .containsExactly("role NEEDS_INVITATION");
        assertThat(errors(admin("PATCH", "/users/" + id, "{\"role\": \"PATIENT\"}")))
                .containsExactly("role NOT_ALLOWED");
        assertThat(admin("PATCH", "/users/" + id, "{\"role\": \"ADMIN\"}").status())
                .isEqualTo(200);
    }

    @Test
    void aPatientStaysOne() {
        String token = patientToken();
        String id = call("GET", "/me", null, token).json().path("id").asString();

        assertThat(errors(admin("PATCH", "/users/" + id, "{\"role\": \"ADMIN\"}")))
                .containsExactly("role NOT_ALLOWED");
        assertThat(call("GET", "/me", null, token).status()).isEqualTo(200);
    }

    @Test
    void theAuditTrailTellsWhoChangedWhat() {
        String location =
                created(admin("POST", "/locations", "{\"name\": \"%s\", \"zone\": \"UTC\"}".formatted(unique())));
        admin("PATCH", "/locations/" + location, "{\"zone\": \"Europe/Rome\"}");
        String trail = "/audit?limit=1&record=" + location;

        JsonNode page = admin("GET", trail, null).json();
        JsonNode change = page.at("/items/0");

        assertThat(change.path("action").asString()).isEqualTo("UPDATE");
        assertThat(change.at("/actor/role").asString()).isEqualTo("ADMIN");
        assertThat(change.at("/record/kind").asString()).isEqualTo("location");
        assertThat(change.at("/before/zone").asString()).isEqualTo("UTC");
        assertThat(change.at("/after/zone").asString()).isEqualTo("Europe/Rome");
        JsonNode next = admin("GET", trail + "&cursor=" + page.path("next").asString(), null)
                .json();
        assertThat(next.at("/items/0/action").asString()).isEqualTo("INSERT");
        assertThat(next.at("/items/0").has("before")).isFalse();
        assertThat(ids(admin("GET", "/audit?from=2200-01-01&record=" + location, null)))
                .isEmpty();
    }

    private static List<String> errors(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("INVALID");
        return StreamSupport.stream(answer.json().path("errors").spliterator(), false)
                .map(error -> error.path("field").asString() + " "
                        + error.path("code").asString())
                .toList();
    }

    private static String created(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    private static List<String> ids(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return StreamSupport.stream(answer.json().path("items").spliterator(), false)
                .map(item -> item.path("id").asString())
                .toList();
    }

    private static JsonNode item(Answer answer, String id) {
        return StreamSupport.stream(answer.json().path("items").spliterator(), false)
                .filter(item -> item.path("id").asString().equals(id))
                .findAny()
                .orElseThrow();
    }

    private static String unique() {
        return "n" + UUID.randomUUID();
    }

    private Answer visitor(String method, String path, @Nullable String body) {
        return call(method, path, body, null);
    }

    private Answer admin(String method, String path, @Nullable String body) {
        if (adminToken == null) {
            Actor founder = new Actor(Actor.Role.ADMIN, UUID.randomUUID(), null, UUID.randomUUID());
            String email = unique() + "@mail.example";
            Account account = identity.invite(founder, email, "Ira Admin", Actor.Role.ADMIN, null);
            identity.setPassword(link(account.id(), LinkPurpose.INVITE), PASSWORD, unique());
            adminToken = token(email);
        }
        return call(method, path, body, adminToken);
    }

    private String patientToken() {
        String email = unique() + "@mail.example";
        identity.signUp(new SignUp(email, PASSWORD, "Robin Reed", null, "030 12", null, null), unique());
        identity.verify(link(database.accountOf(email, vault), LinkPurpose.VERIFY), unique());
        return token(email);
    }

    private String link(AccountId account, LinkPurpose purpose) {
        return identity.issueLink(Actor.system(UUID.randomUUID()), account, purpose)
                .orElseThrow();
    }

    private String token(String email) {
        return ((Tokens) identity.issueTokens(email, PASSWORD, null, unique(), null)).accessToken();
    }

    private Answer call(String method, String path, @Nullable String body, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1" + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return Answer.to(HTTP, request);
    }
}
