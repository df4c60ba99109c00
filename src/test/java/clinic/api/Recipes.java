package clinic.api;

import clinic.api.Scene.Whose;
import clinic.notification.Notifications;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;

/** How each route of the JSON contract is called so that it works for whom it is meant. Each recipe makes what it needs. */
@TestComponent
class Recipes {

    private static final String API = "/api/v1";

    static final String CALENDAR = """
            BEGIN:VCALENDAR
            BEGIN:VEVENT
            DTSTART:20270601T080000Z
            DTEND:20270601T090000Z
            END:VEVENT
            END:VCALENDAR
            """;

    private final Map<String, Function<Scene, Call>> recipes = new LinkedHashMap<>();
    private final Records records;
    private final Notifications notifications;

    /** @param body JSON, or a calendar; absent where the route takes none */
    record Call(String method, String path, @Nullable String body) {}

    Recipes(Records records, Notifications notifications) {
        this.records = records;
        this.notifications = notifications;
        signingIn();
        booking();
        steps();
        schedules();
        settingUp();
        emergencies();
        around();
    }

    Map<String, Function<Scene, Call>> all() {
        return recipes;
    }

    /** The call of this route, with what it needs made for it. */
    Call call(String route, Scene scene) {
        Function<Scene, Call> recipe = recipes.get(route);
        if (recipe == null) {
            throw new AssertionError("Nobody has said how to call " + route);
        }
        return recipe.apply(scene);
    }

    private void signingIn() {
        add("POST /auth/signup", scene -> """
                {"email": "%s", "password": "%s", "name": "Nina New", "birthDate": "1980-02-28", "phone": "+49 30 1234",
                 "locale": "en", "zone": "Europe/Berlin"}""".formatted(scene.callers().address(), Callers.PASSWORD));
        add(
                "POST /auth/verification",
                scene -> "{\"token\": \"%s\"}".formatted(scene.callers().freshLink()));
        add(
                "POST /auth/token",
                scene -> "{\"email\": \"%s\", \"password\": \"%s\"}"
                        .formatted(scene.people().patient().email(), Callers.PASSWORD));
        add(
                "POST /auth/refresh",
                scene -> "{\"refreshToken\": \"%s\"}"
                        .formatted(scene.callers().refreshToken(scene.people().patient())));
        add(
                "POST /auth/revocation",
                scene -> "{\"refreshToken\": \"%s\"}"
                        .formatted(scene.callers().refreshToken(scene.people().patient())));
        get("/me", scene -> "/me");
        get("/me/sessions", scene -> "/me/sessions");
        recipes.put(
                "DELETE " + API + "/me/sessions/{id}",
                scene -> new Call("DELETE", API + "/me/sessions/" + scene.signIn(), null));
    }

    private void booking() {
        get("/locations", scene -> "/locations");
        get("/appointment-types", scene -> "/appointment-types");
        get("/doctors", scene -> "/doctors");
        get(
                "/slots",
                scene ->
                        "/slots?limit=3&type=" + scene.people().instantly().id().value());
        get(
                "/slots/explanation",
                scene -> "/slots/explanation?type=%s&doctor=%s&start=%s"
                        .formatted(
                                scene.people().instantly().id().value(),
                                scene.doctorId(),
                                scene.callers().freshStart()));
        add("POST /holds", scene -> """
                {"doctorId": "%s", "typeId": "%s", "locationId": "%s", "start": "%s", "durationMinutes": 30%s}""".formatted(
                scene.doctorId(),
                scene.people().instantly().id().value(),
                scene.people().location().id().value(),
                scene.callers().freshStart(),
                scene.isBy(Role.PATIENT) && scene.whose() != Whose.ANOTHERS
                        ? ""
                        : ", \"patientId\": \"%s\"".formatted(scene.patient().person())));
        recipes.put(
                "POST " + API + "/holds/{id}/extension",
                scene -> new Call("POST", API + "/holds/" + held(scene) + "/extension", null));
        delete("/holds/{id}", scene -> "/holds/" + held(scene));
        get("/appointments", scene -> "/appointments");
        add("POST /appointments", scene -> {
            // A doctor books for patients known to him.
            if (scene.isBy(Role.DOCTOR)) {
                scene.callers()
                        .requested(scene.people().patient(), scene.people().doctor());
            }
            return """
                    {"doctorId": "%s", "typeId": "%s", "locationId": "%s", "start": "%s", "durationMinutes": 30,
                     "note": "A cough"%s}""".formatted(
                    scene.doctorId(),
                    scene.people().onApproval().id().value(),
                    scene.people().location().id().value(),
                    scene.callers().freshStart(),
                    scene.by() == null || (scene.isBy(Role.PATIENT) && scene.whose() != Whose.ANOTHERS)
                            ? ""
                            : ", \"patientId\": \"%s\""
                                    .formatted(
                                            scene.isBy(Role.PATIENT)
                                                    ? scene.patient().person()
                                                    : scene.people().patient().person()));
        });
        get("/attention", scene -> "/attention");
        get("/appointments/{id}", scene -> "/appointments/" + scene.appointment(scene.callers()::requested));
        get(
                "/appointments/{id}/history",
                scene -> "/appointments/" + scene.appointment(scene.callers()::requested) + "/history");
        get(
                "/appointments/{id}/calendar",
                scene -> "/appointments/" + scene.appointment(scene.callers()::requested) + "/calendar");
    }

    private void steps() {
        step("approval", scene -> scene.appointment(scene.callers()::requested), null);
        step("answer-withdrawal", scene -> scene.appointment(scene.callers()::answered), null);
        step("rejection", scene -> scene.appointment(scene.callers()::requested), "{\"reason\": \"Full\"}");
        recipes.put(
                "POST " + API + "/appointments/{id}/reschedule",
                scene -> new Call(
                        "POST",
                        API + "/appointments/" + scene.appointment(scene.callers()::approved) + "/reschedule",
                        """
                {"start": "%s", "doctorId": "%s", "locationId": "%s", "durationMinutes": 30, "reason": "Away"}""".formatted(
                                        scene.callers().freshStart(),
                                        scene.doctor().person(),
                                        scene.people().location().id().value())));
        step(
                "acceptance",
                scene -> scene.isBy(Role.PATIENT)
                        ? scene.appointment(scene.callers()::movedByDoctor)
                        : scene.appointment(scene.callers()::movedByPatient),
                null);
        step("cancellation", scene -> scene.appointment(scene.callers()::approved), "{\"reason\": \"Away\"}");
        step("completion", scene -> scene.appointment(scene.callers()::past), null);
        step("no-show", scene -> scene.appointment(scene.callers()::past), null);
        step("arrival", scene -> scene.appointment(scene.callers()::past), null);
        step("arrival-withdrawal", scene -> scene.appointment(scene.callers()::arrived), null);
        step("visit", scene -> scene.appointment(scene.callers()::arrived), null);
        step(
                "correction",
                scene -> scene.appointment(scene.callers()::completed),
                "{\"to\": \"NO_SHOW\", \"reason\": \"Mixed up\"}");
        many("approvals", Callers::requested, "");
        many("rejections", Callers::requested, ", \"reason\": \"Full\"");
        recipes.put(
                "POST " + API + "/reschedules",
                scene -> new Call("POST", API + "/reschedules", """
                {"appointments": [{"id": "%s", "version": 1, "start": "%s", "doctorId": "%s", "locationId": "%s",
                  "durationMinutes": 30}], "reason": "Away"}""".formatted(
                                scene.appointment(scene.callers()::approved),
                                scene.callers().freshStart(),
                                scene.doctor().person(),
                                scene.people().location().id().value())));
        step("keeping", scene -> scene.appointment(scene.callers()::leftOutside), "{\"reason\": \"Covered\"}");
        recipes.put(
                "DELETE " + API + "/appointments/{id}",
                scene -> new Call(
                        "DELETE",
                        API + "/appointments/" + scene.appointment(scene.callers()::approved),
                        "{\"reason\": \"Typed twice\"}"));
    }

    private void many(String name, StaffPageRecipes.Made made, String more) {
        recipes.put(
                "POST " + API + "/" + name,
                scene -> new Call("POST", API + "/" + name, """
                        {"appointments": [{"id": "%s", "version": 1}]%s}""".formatted(
                        scene.appointment((patient, doctor) -> made.by(scene.callers(), patient, doctor)), more)));
    }

    private void schedules() {
        get("/doctors/{id}/patterns", scene -> "/doctors/" + scene.doctorId() + "/patterns");
        with("PUT", "/doctors/{id}/patterns", scene -> "/doctors/" + scene.doctorId() + "/patterns?dryRun=true", """
                [{"locationId": "%s", "day": "MONDAY", "from": "09:00", "to": "17:00",
                  "breaks": [{"from": "12:00", "to": "12:30"}], "validFrom": "2026-01-01", "validUntil": "2027-01-01",
                  "stepMinutes": 15}]""");
        get("/doctors/{id}/exceptions", scene -> "/doctors/" + scene.doctorId() + "/exceptions");
        recipes.put(
                "POST " + API + "/doctors/{id}/exceptions",
                scene -> new Call("POST", API + "/doctors/" + scene.doctorId() + "/exceptions", """
                {"date": "%s", "locationId": "%s", "closed": false, "from": "09:00", "to": "12:00"}""".formatted(
                        records.freshDate(), scene.people().location().id().value())));
        recipes.put(
                "DELETE " + API + "/doctors/{id}/exceptions/{exception}",
                scene -> new Call(
                        "DELETE",
                        API + "/doctors/" + scene.doctorId() + "/exceptions/"
                                + scene.id(() -> records.exception(
                                        scene.doctor(), scene.people().location())),
                        null));
        get("/doctors/{id}/absences", scene -> "/doctors/" + scene.doctorId() + "/absences");
        with("POST", "/doctors/{id}/absences", scene -> "/doctors/" + scene.doctorId() + "/absences", """
                {"from": "2027-11-01T08:00:00+01:00", "to": "2027-11-02T08:00:00+01:00", "reason": "Course"}""");
        with(
                "POST",
                "/doctors/{id}/absences/import",
                scene -> "/doctors/" + scene.doctorId() + "/absences/import",
                CALENDAR);
        recipes.put(
                "DELETE " + API + "/doctors/{id}/absences/{absence}",
                scene -> new Call(
                        "DELETE",
                        API + "/doctors/" + scene.doctorId() + "/absences/"
                                + scene.id(() -> records.absence(scene.doctor())),
                        null));
        get("/doctors/{id}/offers", scene -> "/doctors/" + scene.doctorId() + "/offers");
        recipes.put(
                "PUT " + API + "/doctors/{id}/offers",
                scene -> new Call("PUT", API + "/doctors/" + scene.doctorId() + "/offers", """
                [{"typeId": "%s", "locationId": "%s", "durations": [30], "bufferBeforeMinutes": 0,
                  "bufferAfterMinutes": 0, "instant": true}, {"typeId": "%s"}]""".formatted(
                                scene.people().instantly().id().value(),
                                scene.people().location().id().value(),
                                scene.people().onApproval().id().value())));
        get("/closures", scene -> "/closures");
        with("POST", "/closures", scene -> "/closures", """
                {"from": "2027-12-24T00:00:00+01:00", "to": "2027-12-25T00:00:00+01:00", "locationId": "%s", "name": "Eve"}""");
        recipes.put(
                "DELETE " + API + "/closures/{id}",
                scene -> new Call("DELETE", API + "/closures/" + scene.id(records::closure), null));
        get("/policy", scene -> "/policy");
        with("PUT", "/policy", scene -> "/policy", """
                {"leadTimeMinutes": 60, "horizonDays": 730, "cancelCutOffMinutes": 1440, "moveLimit": 3,
                 "requestExpiryMinutes": 2880, "noShowGraceMinutes": 15, "maxOpenPerPatient": 1000, "maxPerPatientPerDay": 100,
                 "maxPerDoctorPerDay": 500, "travelMinutes": 0, "reminderDayBefore": 1, "reminderMinutesBefore": 120}""");
        get("/policy/resolved", scene -> "/policy/resolved");
        String layer = """
                {"leadTimeMinutes": 60, "horizonDays": null, "cancelCutOffMinutes": null, "moveLimit": null,
                 "requestExpiryMinutes": null, "noShowGraceMinutes": null, "maxOpenPerPatient": null, "maxPerPatientPerDay": null,
                 "maxPerDoctorPerDay": 500, "travelMinutes": 0, "reminderDayBefore": 1, "reminderMinutesBefore": 120}""";
        get(
                "/appointment-types/{id}/policy",
                scene -> "/appointment-types/" + scene.id(() -> records.type(scene.callers())) + "/policy");
        with(
                "PUT",
                "/appointment-types/{id}/policy",
                scene -> "/appointment-types/" + scene.id(() -> records.type(scene.callers())) + "/policy",
                layer);
        get("/doctors/{id}/policy", scene -> "/doctors/" + scene.id(records::doctor) + "/policy");
        with("PUT", "/doctors/{id}/policy", scene -> "/doctors/" + scene.id(records::doctor) + "/policy", layer);
    }

    private void settingUp() {
        add("POST /locations", scene -> """
                {"name": "Harbour %s", "zone": "Europe/Berlin", "address": "1 Quay Street", "phone": "+49 30 1234"}""".formatted(UUID.randomUUID()));
        with("PATCH", "/locations/{id}", scene -> "/locations/" + scene.id(records::location), """
                {"name": "Harbour %n", "zone": "Europe/London", "address": "2 Quay Street", "phone": "+49 30 1234"}""");
        delete("/locations/{id}", scene -> "/locations/" + scene.id(records::location));
        get("/rooms", scene -> "/rooms");
        with("POST", "/rooms", scene -> "/rooms", "{\"locationId\": \"%s\", \"name\": \"Room %n\"}");
        with(
                "PATCH",
                "/rooms/{id}",
                scene -> "/rooms/"
                        + scene.id(() -> records.room(scene.people().location().id())),
                "{\"name\": \"Room %n\"}");
        delete(
                "/rooms/{id}",
                scene -> "/rooms/"
                        + scene.id(() -> records.room(scene.people().location().id())));
        recipes.put(
                "POST " + API + "/appointment-types",
                scene -> new Call("POST", API + "/appointment-types", """
                {"name": "Check %s", "durations": [30, 45], "bufferBeforeMinutes": 5, "bufferAfterMinutes": 5,
                 "instant": true, "roomRequired": false, "stepMinutes": 15}""".formatted(UUID.randomUUID())));
        recipes.put(
                "PATCH " + API + "/appointment-types/{id}",
                scene -> new Call(
                        "PATCH",
                        API + "/appointment-types/" + scene.id(() -> records.type(scene.callers())),
                        """
                {"name": "Check %s", "durations": [30], "bufferBeforeMinutes": 0, "bufferAfterMinutes": 0,
                 "instant": true, "roomRequired": false, "stepMinutes": 15}""".formatted(UUID.randomUUID())));
        delete(
                "/appointment-types/{id}",
                scene -> "/appointment-types/" + scene.id(() -> records.type(scene.callers())));
        add("POST /doctors", scene -> """
                {"name": "Dr Nils New", "specialties": ["Dermatology"], "email": "%s"}""".formatted(scene.callers().address()));
        with("PATCH", "/doctors/{id}", scene -> "/doctors/" + scene.id(records::doctor), """
                {"name": "Dr Nora New", "specialties": ["Dermatology"]}""");
        delete("/doctors/{id}", scene -> "/doctors/" + scene.id(records::doctor));
        get("/patients", scene -> "/patients?query=petra");
        add("POST /patients", scene -> """
                {"name": "Paul Plain", "email": "%s", "phone": "+49 30 1234", "birthDate": "1980-02-28"}""".formatted(scene.callers().address()));
        add("POST /patients/search", scene -> "{\"query\": \"petra\", \"limit\": 5}");
        get("/patients/{id}", scene -> "/patients/" + scene.id(() -> treated(scene)));
        with(
                "PATCH",
                "/patients/{id}",
                scene -> "/patients/" + scene.id(() -> scene.patient().person()),
                """
                {"name": "Petra Pane", "phone": "+49 30 1234", "birthDate": "1980-02-28"}""");
        delete(
                "/patients/{id}",
                scene -> "/patients/"
                        + scene.id(() -> scene.callers().clinic().patient().value()));
        get("/users", scene -> "/users?role=ADMIN");
        add(
                "POST /users",
                scene -> "{\"email\": \"%s\", \"name\": \"Ines Invited\", \"role\": \"ADMIN\"}"
                        .formatted(scene.callers().address()));
        add("POST /users/search", scene -> "{\"query\": \"ines\", \"role\": \"ADMIN\"}");
        get("/users/{id}", scene -> "/users/" + scene.id(() -> records.user(scene.callers())));
        with("PATCH", "/users/{id}", scene -> "/users/" + scene.id(() -> records.user(scene.callers())), """
                {"name": "Ida Invited", "blocked": true}""");
        recipes.put(
                "POST " + API + "/users/{id}/sign-out",
                scene -> new Call(
                        "POST", API + "/users/" + scene.id(() -> records.user(scene.callers())) + "/sign-out", null));
        recipes.put(
                "DELETE " + API + "/users/{id}/factors",
                scene -> new Call(
                        "DELETE", API + "/users/" + scene.id(() -> records.user(scene.callers())) + "/factors", null));
    }

    private void emergencies() {
        add("POST /emergency-access", scene ->
                """
                {"name": "%s", "birthDate": "1970-01-31", "reason": "Found unconscious"}""".formatted(scene.callers().stranger().name()));
        get("/emergency-access", scene -> "/emergency-access?limit=3");
        get("/emergency-access/{id}", Recipes::emergency);
        delete("/emergency-access/{id}", Recipes::emergency);
        recipes.put(
                "POST " + API + "/emergency-access/{id}/review",
                scene -> new Call("POST", API + emergency(scene) + "/review", "{\"note\": \"Rightly so\"}"));
    }

    private static String emergency(Scene scene) {
        return "/emergency-access/" + scene.id(() -> scene.callers().emergency(scene.doctor()));
    }

    private void around() {
        get("/audit", scene -> "/audit?limit=3");
        get("/me/export", scene -> "/me/export");
        get("/me/access-log", scene -> "/me/access-log");
        add("POST /me/erasure", scene -> "{\"reason\": \"I moved away\"}");
        get("/me/erasure", scene -> "/me/erasure" + asked(scene));
        delete("/me/erasure", scene -> "/me/erasure" + asked(scene));
        with(
                "PUT",
                "/patients/{id}/restriction",
                scene -> "/patients/" + scene.id(() -> scene.callers().patient().person()) + "/restriction",
                """
                {"reason": "The date of birth is contested"}""");
        delete(
                "/patients/{id}/restriction",
                scene -> "/patients/" + scene.id(scene.callers()::restricted) + "/restriction");
        get("/erasures", scene -> "/erasures");
        get("/erasures/{id}", scene -> "/erasures/" + scene.id(scene.callers()::strangerAsksToBeErased));
        get(
                "/erasures/{id}/effect",
                scene -> "/erasures/" + scene.id(scene.callers()::strangerAsksToBeErased) + "/effect");
        recipes.put(
                "POST " + API + "/erasures/{id}/decision",
                scene -> new Call(
                        "POST",
                        API + "/erasures/" + scene.id(scene.callers()::strangerAsksToBeErased) + "/decision",
                        "{\"outcome\": \"REFUSED\", \"reason\": \"A bill is open\"}"));
        get("/retention", scene -> "/retention");
        add("PUT /retention", scene -> "{\"kinds\": [{\"kind\": \"READS\", \"months\": 36}]}");
        recipes.put("POST " + API + "/retention/purge", scene -> new Call("POST", API + "/retention/purge", null));
        get("/me/notification-preferences", scene -> "/me/notification-preferences");
        add("PUT /me/notification-preferences", scene -> """
                        {"kinds": [{"kind": "CHANGES", "email": true, "sms": false, "inApp": true, "required": true}]}""");
        get("/notifications", scene -> "/notifications");
        recipes.put(
                "POST " + API + "/notifications/{id}/read",
                scene -> new Call(
                        "POST", API + "/notifications/" + scene.id(() -> notification(scene)) + "/read", null));
        get("/unreached", scene -> "/unreached");
        get("/messages", scene -> "/messages");
        recipes.put(
                "POST " + API + "/messages/{id}/resending",
                scene -> new Call(
                        "POST", API + "/messages/" + scene.id(scene.callers()::givenUpMessage) + "/resending", null));
        get("/dashboard", scene -> "/dashboard");
        recipes.put("GET /v3/api-docs", scene -> new Call("GET", "/v3/api-docs", null));
        recipes.put("GET /v3/api-docs.yaml", scene -> new Call("GET", "/v3/api-docs.yaml", null));
    }

    private void get(String route, Function<Scene, String> path) {
        recipes.put("GET " + API + route, scene -> new Call("GET", API + path.apply(scene), null));
    }

    private void delete(String route, Function<Scene, String> path) {
        recipes.put("DELETE " + API + route, scene -> new Call("DELETE", API + path.apply(scene), null));
    }

    private void step(String name, Function<Scene, UUID> appointment, @Nullable String body) {
        recipes.put(
                "POST " + API + "/appointments/{id}/" + name,
                scene -> new Call("POST", API + "/appointments/" + appointment.apply(scene) + "/" + name, body));
    }

    /** A body in which %s stands for the location and %n for something new. */
    private void with(String method, String route, Function<Scene, String> path, String body) {
        recipes.put(
                method + " " + API + route,
                scene -> new Call(
                        method,
                        API + path.apply(scene),
                        body.replace(
                                        "%s",
                                        scene.people().location().id().value().toString())
                                .replace("%n", UUID.randomUUID().toString())));
    }

    private void add(String route, Function<Scene, String> body) {
        String[] words = route.split(" ", 2);
        recipes.put(words[0] + " " + API + words[1], scene -> new Call(words[0], API + words[1], body.apply(scene)));
    }

    /** The patient asks. Nothing that stands in an address. */
    private static String asked(Scene scene) {
        scene.callers().asksToBeErased(scene.patient());
        return "";
    }

    private UUID held(Scene scene) {
        return scene.id(
                () -> scene.callers().held(scene.patient(), scene.doctor()).id().value());
    }

    /** A patient whom this scene's doctor treats. */
    private UUID treated(Scene scene) {
        scene.callers().requested(scene.patient(), scene.doctor());
        return scene.patient().person();
    }

    /** Something that this scene's doctor was told when the doctor asks, else its patient. */
    private UUID notification(Scene scene) {
        scene.callers().requested(scene.patient(), scene.doctor());
        Actor told = scene.isBy(Role.DOCTOR)
                ? scene.doctor().actor()
                : scene.patient().actor();
        if (told.is(Role.PATIENT)) {
            scene.callers().movedByDoctor(scene.patient(), scene.doctor());
        }
        return notifications.mine(told, 1, null).getFirst().id();
    }
}
