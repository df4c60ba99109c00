package clinic.api;

import clinic.api.PageRecipes.Form;
import clinic.booking.AppointmentView;
import clinic.shared.Actor.Role;
import clinic.testing.TestClock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.springframework.boot.test.context.TestComponent;

/** How each page of the staff is asked for, and each of their forms sent. */
@TestComponent
class StaffPageRecipes {

    private final Map<String, Function<Scene, Form>> recipes = new LinkedHashMap<>();
    private final Records records;

    StaffPageRecipes(Records records) {
        this.records = records;
        for (String base : List.of("/doctor", "/admin")) {
            steps(base + "/appointments/{id}");
        }
        nextVisit("/doctor/appointments/{id}/next");
        hours("/doctor/hours", scene -> "/doctor/hours");
        hours("/admin/doctors/{doctor}/hours", scene -> "/admin/doctors/" + scene.doctorId() + "/hours");
        get("/doctor", scene -> "/doctor");
        many("approvals", Callers::requested, "1");
        many("answer-withdrawals", Callers::answered, "2");
        get("/doctor/block", scene -> "/doctor/block");
        post("/doctor/block", scene -> "/doctor/block", scene -> Map.of("fromDate", "2028-04-03", "reason", "Meeting"));
        post(
                "/doctor/block/{absence}/removal",
                scene -> "/doctor/block/" + scene.id(() -> records.absence(scene.doctor())) + "/removal",
                scene -> Map.of("day", "2028-04-03"));
        get("/doctor/why", scene -> "/doctor/why");
        get("/admin/doctors/{doctor}/why", scene -> "/admin/doctors/" + scene.doctorId() + "/why");
        get("/admin", scene -> "/admin");
        get("/admin/figures", scene -> "/admin/figures?chart=THIRD_NEXT");
        post("/admin/first-steps/aside", scene -> "/admin/first-steps/aside", scene -> Map.of());
        get("/admin/audit", scene -> "/admin/audit");
        post("/admin/audit/search", scene -> "/admin/audit/search", scene -> Map.of("who", "petra"));
        get("/admin/audit/export", scene -> "/admin/audit/export?form=CSV&kind=closure");
        get("/admin/audit/{entry}", scene -> "/admin/audit/" + scene.number(scene.callers()::auditEntry));
        get("/admin/messages", scene -> "/admin/messages");
        post("/admin/messages/search", scene -> "/admin/messages/search", scene -> Map.of("about", "petra"));
        post(
                "/admin/messages/{id}/resending",
                scene -> "/admin/messages/" + scene.id(scene.callers()::givenUpMessage) + "/resending",
                scene -> Map.of());
        post(
                "/admin/users/{id}/restriction",
                scene -> "/admin/users/"
                        + scene.id(() -> scene.callers().patient().account()) + "/restriction",
                scene -> Map.of("reason", "The date of birth is contested"));
        post(
                "/admin/users/{id}/restriction/end",
                scene -> "/admin/users/" + scene.id(scene.callers()::accountOfRestricted) + "/restriction/end",
                scene -> Map.of());
        get("/admin/erasures", scene -> "/admin/erasures");
        get("/admin/erasures/{id}", scene -> "/admin/erasures/" + scene.id(scene.callers()::strangerAsksToBeErased));
        post(
                "/admin/erasures/{id}/grant",
                scene -> "/admin/erasures/" + scene.id(scene.callers()::strangerAsksToBeErased) + "/grant",
                scene -> Map.of());
        post(
                "/admin/erasures/{id}/refusal",
                scene -> "/admin/erasures/" + scene.id(scene.callers()::strangerAsksToBeErased) + "/refusal",
                scene -> Map.of("reason", "A bill is open"));
        get("/admin/retention", scene -> "/admin/retention");
        post(
                "/admin/retention",
                scene -> "/admin/retention",
                scene -> Map.of(
                        "MEDICAL_RECORDS", "120",
                        "IDLE_RECORDS", "120",
                        "UNUSED_ACCOUNTS", "1",
                        "MESSAGES", "12",
                        "READS", "36",
                        "REPEATED_REQUESTS", "1"));
        post("/admin/retention/purge", scene -> "/admin/retention/purge", scene -> Map.of());
        get("/admin/unreached", scene -> "/admin/unreached");
        post(
                "/admin/unreached/{message}/told",
                scene -> "/admin/unreached/" + scene.id(scene.callers()::toldInThePages) + "/told",
                scene -> Map.of());
        emergencies();
        appointments();
        people();
        clinic();
    }

    Map<String, Function<Scene, Form>> all() {
        return recipes;
    }

    private void emergencies() {
        get("/doctor/emergency", scene -> "/doctor/emergency");
        post(
                "/doctor/emergency",
                scene -> "/doctor/emergency",
                scene -> Map.of(
                        "name",
                        scene.callers().stranger().name(),
                        "birthDate",
                        "1970-01-31",
                        "reason",
                        "Found unconscious"));
        get("/doctor/emergency/{id}", scene -> "/doctor/emergency/" + emergency(scene));
        post(
                "/doctor/emergency/{id}/end",
                scene -> "/doctor/emergency/" + emergency(scene) + "/end",
                scene -> Map.of());
        get("/admin/emergencies", scene -> "/admin/emergencies");
        post(
                "/admin/emergencies/{id}/review",
                scene -> "/admin/emergencies/" + emergency(scene) + "/review",
                scene -> Map.of("note", "Rightly so"));
    }

    private static UUID emergency(Scene scene) {
        return scene.id(() -> scene.callers().emergency(scene.doctor()));
    }

    private void nextVisit(String route) {
        get(route, scene -> at(route, scene, scene.callers()::approved));
        post(
                route,
                scene -> at(route, scene, scene.callers()::approved),
                scene -> Map.of(
                        "type",
                        scene.people().instantly().id().value().toString(),
                        "time",
                        time(scene),
                        "key",
                        UUID.randomUUID().toString()));
    }

    private void steps(String route) {
        get(route, scene -> at(route, scene, scene.callers()::requested));
        get(route + "/move", scene -> at(route, scene, scene.callers()::approved) + "/move");
        step(route, "approval", Callers::requested, "1");
        step(route, "acceptance", Callers::movedByPatient, "2");
        step(route, "rejection", Callers::requested, "1");
        step(route, "answer-withdrawal", Callers::answered, "2");
        step(route, "cancellation", Callers::approved, "1");
        step(route, "completion", Callers::past, "1");
        step(route, "no-show", Callers::past, "1");
        step(route, "arrival", Callers::past, "1");
        step(route, "arrival-withdrawal", Callers::arrived, "1");
        step(route, "visit", Callers::arrived, "1");
        post(
                route + "/reschedule",
                scene -> at(route, scene, scene.callers()::approved) + "/reschedule",
                scene -> Map.of("version", "1", "reason", "Away", "time", time(scene)));
    }

    private void step(String route, String name, Made made, String version) {
        post(
                route + "/" + name,
                scene -> at(route, scene, (patient, doctor) -> made.by(scene.callers(), patient, doctor)) + "/" + name,
                scene -> Map.of("version", version, "reason", "Away"));
    }

    private void many(String name, Made made, String version) {
        post(
                "/doctor/" + name,
                scene -> "/doctor/" + name,
                scene -> Map.of(
                        "request",
                        scene.appointment((patient, doctor) -> made.by(scene.callers(), patient, doctor)) + "_"
                                + version,
                        "day",
                        "2026-11-24"));
    }

    /** A way to make an appointment of a patient with a doctor. */
    interface Made {
        AppointmentView by(Callers callers, Callers.Caller patient, Callers.Caller doctor);
    }

    private static String at(
            String route, Scene scene, BiFunction<Callers.Caller, Callers.Caller, AppointmentView> made) {
        return route.replace("{id}", scene.appointment(made).toString());
    }

    private void hours(String route, Function<Scene, String> path) {
        get(route, path);
        post(route, path, StaffPageRecipes::sameHours);
        post(
                route + "/exceptions",
                scene -> path.apply(scene) + "/exceptions",
                scene -> Map.of(
                        "date",
                        records.freshDate().toString(),
                        "locationId",
                        scene.people().location().id().value().toString(),
                        "from",
                        "09:00",
                        "to",
                        "12:00"));
        post(
                route + "/exceptions/{exception}/removal",
                scene -> path.apply(scene) + "/exceptions/"
                        + scene.id(() ->
                                records.exception(scene.doctor(), scene.people().location()))
                        + "/removal",
                scene -> Map.of());
        post(route + "/absences", scene -> path.apply(scene) + "/absences", scene -> Map.of("fromDate", "2028-03-01"));
        post(
                route + "/absences/import",
                scene -> path.apply(scene) + "/absences/import",
                scene -> Map.of("calendar", Recipes.CALENDAR));
        post(route + "/preview", scene -> path.apply(scene) + "/preview", StaffPageRecipes::sameHours);
        post(
                route + "/absences/{absence}/removal",
                scene ->
                        path.apply(scene) + "/absences/" + scene.id(() -> records.absence(scene.doctor())) + "/removal",
                scene -> Map.of());
    }

    private void appointments() {
        get("/admin/appointments", scene -> "/admin/appointments");
        post("/admin/appointments/search", scene -> "/admin/appointments/search", scene -> Map.of("name", "petra"));
        get("/doctor/attention", scene -> "/doctor/attention");
        get("/admin/attention", scene -> "/admin/attention");
        get("/admin/desk", scene -> "/admin/desk");
        post(
                "/admin/appointments/{id}/keeping",
                scene -> at("/admin/appointments/{id}", scene, scene.callers()::leftOutside) + "/keeping",
                scene -> Map.of("version", "1", "reason", "Covered"));
        post(
                "/admin/appointments/{id}/correction",
                scene -> at("/admin/appointments/{id}", scene, scene.callers()::completed) + "/correction",
                scene -> Map.of("to", "NO_SHOW", "version", "2", "reason", "Mixed up"));
        post(
                "/admin/appointments/{id}/deletion",
                scene -> at("/admin/appointments/{id}", scene, scene.callers()::approved) + "/deletion",
                scene -> Map.of("version", "1", "reason", "Typed twice"));
        get("/admin/patients", scene -> "/admin/patients");
        post("/admin/patients/search", scene -> "/admin/patients/search", scene -> Map.of("name", "petra"));
        get("/admin/desk/week", scene -> "/admin/desk/week");
        get("/admin/desk/close", scene -> "/admin/desk/close");
        post(
                "/admin/desk/close",
                scene -> "/admin/desk/close",
                scene -> Map.of(
                        "date",
                        "2031-03-03",
                        "doctor",
                        scene.people().doctor().person().toString(),
                        "reason",
                        "Ill"));
        walkIn();
        get("/admin/book", scene -> "/admin/book");
        post("/admin/book/search", scene -> "/admin/book/search", scene -> Map.of("name", "petra"));
        post("/admin/book/patient", scene -> "/admin/book/patient", scene -> Map.of("name", "Paul Plain"));
        post(
                "/admin/book",
                scene -> "/admin/book",
                scene -> Map.of(
                        "patient",
                        scene.people().patient().person().toString(),
                        "type",
                        scene.people().instantly().id().value().toString(),
                        "time",
                        time(scene),
                        "key",
                        UUID.randomUUID().toString()));
    }

    private void walkIn() {
        get("/admin/walk-in", scene -> "/admin/walk-in");
        get("/admin/walk-in/{id}", scene -> at("/admin/walk-in/{id}", scene, scene.callers()::approved));
        post("/admin/walk-in/search", scene -> "/admin/walk-in/search", scene -> Map.of("name", "petra"));
        post("/admin/walk-in/patient", scene -> "/admin/walk-in/patient", scene -> Map.of("name", "Paul Plain"));
        post(
                "/admin/walk-in",
                scene -> "/admin/walk-in",
                scene -> Map.of(
                        "patient",
                        scene.people().patient().person().toString(),
                        "type",
                        scene.people().instantly().id().value().toString(),
                        "pick",
                        scene.doctor().person() + "_"
                                + scene.people().location().id().value() + "_"
                                + TestClock.START.plus(Duration.ofHours(8)),
                        "overrideReason",
                        "Walk-in"));
    }

    private void people() {
        get("/admin/users", scene -> "/admin/users");
        post("/admin/users/search", scene -> "/admin/users/search", scene -> Map.of("name", "petra"));
        get("/admin/users/{id}", scene -> "/admin/users/" + scene.id(() -> records.user(scene.callers())));
        post(
                "/admin/users/{id}/name",
                scene -> "/admin/users/" + scene.id(() -> records.user(scene.callers())) + "/name",
                scene -> Map.of("name", "Ida Invited"));
        post(
                "/admin/users/{id}/block",
                scene -> "/admin/users/" + scene.id(() -> records.user(scene.callers())) + "/block",
                scene -> Map.of("blocked", "true"));
        post(
                "/admin/users/{id}/factors/removal",
                scene -> "/admin/users/" + scene.id(() -> records.user(scene.callers())) + "/factors/removal",
                scene -> Map.of());
        post(
                "/admin/users/{id}/sign-out",
                scene -> "/admin/users/" + scene.id(() -> records.user(scene.callers())) + "/sign-out",
                scene -> Map.of());
        get("/admin/users/invitation", scene -> "/admin/users/invitation");
        post(
                "/admin/users/invitation",
                scene -> "/admin/users/invitation",
                scene -> Map.of("name", "Ines Invited", "email", scene.callers().address(), "role", "ADMIN"));
        get("/admin/doctors", scene -> "/admin/doctors");
        post("/admin/doctors", scene -> "/admin/doctors", scene -> Map.of("name", "Dr Nora New"));
        get("/admin/doctors/{id}", scene -> "/admin/doctors/" + scene.id(records::doctor));
        doctor("", scene -> Map.of("name", "Dr Nora Newname"));
        doctor(
                "/offers",
                scene -> Map.of(
                        "rows[0].type", scene.people().instantly().id().value().toString(), "rows[0].offered", "true"));
        doctor("/invitation", scene -> Map.of("email", scene.callers().address()));
        doctor("/removal", scene -> Map.of());
    }

    private void doctor(String form, Function<Scene, Map<String, String>> fields) {
        post("/admin/doctors/{id}" + form, scene -> "/admin/doctors/" + scene.id(records::doctor) + form, fields);
    }

    private void clinic() {
        get("/admin/clinic", scene -> "/admin/clinic");
        post("/admin/clinic/locations", scene -> "/admin/clinic/locations", scene -> place());
        post(
                "/admin/clinic/locations/{id}",
                scene -> "/admin/clinic/locations/" + scene.id(records::location),
                scene -> place());
        post(
                "/admin/clinic/locations/{id}/removal",
                scene -> "/admin/clinic/locations/" + scene.id(records::location) + "/removal",
                scene -> Map.of());
        post(
                "/admin/clinic/locations/{id}/rooms",
                scene -> "/admin/clinic/locations/" + scene.id(records::location) + "/rooms",
                scene -> Map.of("name", "Blue room"));
        post(
                "/admin/clinic/rooms/{id}",
                scene -> "/admin/clinic/rooms/"
                        + scene.id(() -> records.room(scene.people().location().id())),
                scene -> Map.of("name", "Room " + UUID.randomUUID()));
        post(
                "/admin/clinic/rooms/{id}/removal",
                scene -> "/admin/clinic/rooms/"
                        + scene.id(() -> records.room(scene.people().location().id())) + "/removal",
                scene -> Map.of());
        get("/admin/clinic/types", scene -> "/admin/clinic/types");
        post("/admin/clinic/types", scene -> "/admin/clinic/types", scene -> type());
        post(
                "/admin/clinic/types/{id}",
                scene -> "/admin/clinic/types/" + scene.id(() -> records.type(scene.callers())),
                scene -> type());
        post(
                "/admin/clinic/types/{id}/removal",
                scene -> "/admin/clinic/types/" + scene.id(() -> records.type(scene.callers())) + "/removal",
                scene -> Map.of());
        get("/admin/clinic/policy", scene -> "/admin/clinic/policy");
        post("/admin/clinic/policy", scene -> "/admin/clinic/policy", scene -> Callers.POLICY_AS_TYPED);
        get("/admin/clinic/closures", scene -> "/admin/clinic/closures");
        post(
                "/admin/clinic/closures",
                scene -> "/admin/clinic/closures",
                scene ->
                        Map.of("location", records.location().toString(), "from", "2027-03-01", "name", "Stocktaking"));
        post(
                "/admin/clinic/closures/holidays",
                scene -> "/admin/clinic/closures/holidays",
                scene -> Map.of(
                        "country",
                        "DE",
                        "year",
                        "2027",
                        "place",
                        records.location().toString(),
                        "date",
                        "2027-12-25"));
        post(
                "/admin/clinic/closures/{id}/removal",
                scene -> "/admin/clinic/closures/" + scene.id(records::closure) + "/removal",
                scene -> Map.of());
    }

    private void get(String route, Function<Scene, String> path) {
        recipes.put("GET " + route, scene -> new Form("GET", path.apply(scene), Map.of()));
    }

    private void post(String route, Function<Scene, String> path, Function<Scene, Map<String, String>> fields) {
        recipes.put("POST " + route, scene -> new Form("POST", path.apply(scene), fields.apply(scene)));
    }

    private static Map<String, String> place() {
        return Map.of("name", "Harbour " + UUID.randomUUID(), "zone", "Europe/Berlin");
    }

    private static Map<String, String> type() {
        return Map.of("name", "Check " + UUID.randomUUID(), "durations", "30", "before", "0", "after", "0");
    }

    /** The hours that the doctors have anyway, so that nobody else's times change. */
    private static Map<String, String> sameHours(Scene scene) {
        Map<String, String> rows = new LinkedHashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            String row = "rows[" + day.ordinal() + "].";
            rows.put(row + "day", day.name());
            rows.put(row + "location", scene.people().location().id().value().toString());
            rows.put(row + "from", "00:00");
            rows.put(row + "to", "23:30");
            rows.put(row + "step", "30");
        }
        return rows;
    }

    private static String time(Scene scene) {
        UUID doctor = (scene.isBy(Role.DOCTOR) ? scene.people().doctor() : scene.doctor()).person();
        return doctor + "_" + scene.people().location().id().value() + "_"
                + scene.callers().freshStart();
    }
}
