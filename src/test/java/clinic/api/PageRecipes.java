package clinic.api;

import clinic.identity.Identity.LinkPurpose;
import clinic.notification.Notifications;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.boot.test.context.TestComponent;

/** How each page is asked for, and each form sent, so that it works for whom it is meant. */
@TestComponent
class PageRecipes {

    private final Map<String, Function<Scene, Form>> recipes = new LinkedHashMap<>();

    private final Notifications notifications;

    /** @param fields of the form; empty for a GET, also for that of a stream */
    record Form(String method, String path, Map<String, String> fields) {}

    PageRecipes(Notifications notifications) {
        this.notifications = notifications;
        signingIn();
        patients();
        get("/", scene -> "/");
        get("/account", scene -> "/account");
        get("/licences", scene -> "/licences");
        post("/account/export", scene -> "/account/export", scene -> Map.of());
        get("/account/access", scene -> "/account/access");
        get("/account/data", scene -> "/account/data");
        post("/account/erasure", scene -> "/account/erasure", scene -> Map.of("reason", "I moved away"));
        post("/account/erasure/withdrawal", scene -> "/account/erasure/withdrawal", scene -> {
            scene.callers().asksToBeErased(scene.patient());
            return Map.of();
        });
        post("/account/language", scene -> "/account/language", scene -> Map.of("language", "en"));
        post("/account/messages", scene -> "/account/messages", scene -> Map.of("email", "CHANGES"));
        get("/account/security", scene -> "/account/security");
        post(
                "/account/security/password",
                scene -> "/account/security/password",
                scene -> Map.of("current", "not the password", "password", "nine large green herons"));
        get("/account/security/app", scene -> "/account/security/app");
        post("/account/security/app", scene -> "/account/security/app", scene -> Map.of("code", "000000"));
        post("/account/security/app/removal", scene -> "/account/security/app/removal", scene -> Map.of());
        post("/account/security/recovery-codes", scene -> "/account/security/recovery-codes", scene -> Map.of());
        post(
                "/account/security/sign-ins/{id}/end",
                scene -> "/account/security/sign-ins/" + scene.signIn() + "/end",
                scene -> Map.of());
        post(
                "/account/security/sign-ins/end-others",
                scene -> "/account/security/sign-ins/end-others",
                scene -> Map.of());
        post("/account/security/passkeys/options", scene -> "/account/security/passkeys/options", scene -> Map.of());
        post(
                "/account/security/passkeys",
                scene -> "/account/security/passkeys",
                scene -> Map.of("name", "My telephone", "credential", "{}"));
        post(
                "/account/security/passkeys/{id}/name",
                scene -> "/account/security/passkeys/" + scene.passkey() + "/name",
                scene -> Map.of("name", "My telephone"));
        post(
                "/account/security/passkeys/{id}/removal",
                scene -> "/account/security/passkeys/" + scene.passkey() + "/removal",
                scene -> Map.of());
        post("/sign-in/passkey/options", scene -> "/sign-in/passkey/options", scene -> Map.of());
        post("/sign-in/passkey", scene -> "/sign-in/passkey", scene -> Map.of("credential", "{}"));
        post("/confirm-it-is-you/passkey", scene -> "/confirm-it-is-you/passkey", scene -> Map.of("credential", "{}"));
        post("/sign-in/provider", scene -> "/sign-in/provider", scene -> Map.of("continue", "/account"));
        get("/sign-in/provider/answer", scene -> "/sign-in/provider/answer?state=none&code=none");
        post("/account/security/provider", scene -> "/account/security/provider", scene -> Map.of());
        post("/account/security/provider/removal", scene -> "/account/security/provider/removal", scene -> Map.of());
        post(
                "/confirm-it-is-you/provider",
                scene -> "/confirm-it-is-you/provider",
                scene -> Map.of("continue", "/account", "form", "name=value"));
        get("/confirm-it-is-you", scene -> "/confirm-it-is-you?continue=/account");
        post(
                "/confirm-it-is-you",
                scene -> "/confirm-it-is-you",
                scene -> Map.of("proof", Callers.PASSWORD, "continue", "/account"));
        get("/error", scene -> "/error");
        post("/language", scene -> "/language", scene -> Map.of("language", "de"));
        get("/keys", scene -> "/keys");
        post("/keys", scene -> "/keys", scene -> Map.of("keys", "off"));
        post("/theme", scene -> "/theme", scene -> Map.of("theme", "dark"));
        get("/notifications", scene -> "/notifications");
        recipes.put("GET /live", scene -> new Form("GET STREAM", "/live", Map.of()));
        post("/notifications/read", scene -> "/notifications/read", scene -> Map.of());
        post(
                "/notifications/{id}/read",
                scene -> "/notifications/" + scene.id(() -> notification(scene)) + "/read",
                scene -> Map.of());
    }

    Map<String, Function<Scene, Form>> all() {
        return recipes;
    }

    private void signingIn() {
        get("/sign-in", scene -> "/sign-in");
        post(
                "/sign-in",
                scene -> "/sign-in",
                scene -> Map.of("email", scene.people().patient().email(), "password", Callers.PASSWORD));
        get("/sign-in/code", scene -> "/sign-in/code");
        post("/sign-in/code", scene -> "/sign-in/code", scene -> Map.of("code", "000000"));
        get("/sign-in/enrol", scene -> "/sign-in/enrol");
        post("/sign-in/enrol", scene -> "/sign-in/enrol", scene -> Map.of("code", "000000"));
        get("/sign-up", scene -> "/sign-up");
        post(
                "/sign-up",
                scene -> "/sign-up",
                scene -> Map.of("email", scene.callers().address(), "password", Callers.PASSWORD, "name", "Nina New"));
        get("/verify", scene -> "/verify?token=none");
        post(
                "/verify",
                scene -> "/verify",
                scene -> Map.of("token", scene.callers().freshLink()));
        get("/password/reset", scene -> "/password/reset");
        post(
                "/password/reset",
                scene -> "/password/reset",
                scene -> Map.of("email", scene.callers().address()));
        get("/password/new", scene -> "/password/new?token=none");
        post(
                "/password/new",
                scene -> "/password/new",
                scene -> Map.of(
                        "token",
                        scene.callers().link(scene.callers().invitedAdmin().id(), LinkPurpose.INVITE),
                        "password",
                        Callers.PASSWORD));
        get("/set-up", scene -> "/set-up");
        post("/set-up", scene -> "/set-up", scene -> Map.of("token", "none"));
    }

    private void patients() {
        for (String reply : new String[] {"/visit/confirm", "/visit/cancel"}) {
            get(reply, scene -> reply + "?token=none");
            post(reply, scene -> reply, scene -> Map.of("token", "none"));
        }
        get("/book", scene -> "/book");
        get("/book/confirm", scene -> "/book/confirm?" + time(scene));
        post("/book/confirm", scene -> "/book/confirm?" + time(scene), scene -> Map.of());
        post("/appointments/hold", scene -> "/appointments/hold?" + time(scene), scene -> Map.of());
        post(
                "/appointments/hold/{id}/extension",
                scene -> "/appointments/hold/"
                        + scene.id(() -> scene.callers()
                                .held(scene.patient(), scene.doctor())
                                .id()
                                .value())
                        + "/extension?" + time(scene),
                scene -> Map.of());
        get("/appointments", scene -> "/appointments");
        post(
                "/appointments",
                scene -> "/appointments?" + time(scene),
                scene -> Map.of("key", UUID.randomUUID().toString()));
        get("/appointments/{id}", scene -> "/appointments/" + scene.appointment(scene.callers()::requested));
        get(
                "/appointments/{id}/calendar.ics",
                scene -> "/appointments/" + scene.appointment(scene.callers()::requested) + "/calendar.ics");
        get(
                "/appointments/{id}/cancel",
                scene -> "/appointments/" + scene.appointment(scene.callers()::approved) + "/cancel");
        post(
                "/appointments/{id}/cancel",
                scene -> "/appointments/" + scene.appointment(scene.callers()::approved) + "/cancel",
                scene -> Map.of("version", "1"));
        post(
                "/appointments/{id}/acceptance",
                scene -> "/appointments/" + scene.appointment(scene.callers()::movedByDoctor) + "/acceptance",
                scene -> Map.of("version", "2"));
        get(
                "/appointments/{id}/move",
                scene -> "/appointments/" + scene.appointment(scene.callers()::approved) + "/move");
        get(
                "/appointments/{id}/move/confirm",
                scene -> "/appointments/" + scene.appointment(scene.callers()::approved) + "/move/confirm?"
                        + chosen(scene));
        post(
                "/appointments/{id}/move/confirm",
                scene -> "/appointments/" + scene.appointment(scene.callers()::approved) + "/move/confirm?"
                        + chosen(scene),
                scene -> Map.of());
        post(
                "/appointments/{id}/move",
                scene -> "/appointments/" + scene.appointment(scene.callers()::approved) + "/move?" + chosen(scene),
                scene -> Map.of("version", "1"));
    }

    private void get(String route, Function<Scene, String> path) {
        recipes.put("GET " + route, scene -> new Form("GET", path.apply(scene), Map.of()));
    }

    private void post(String route, Function<Scene, String> path, Function<Scene, Map<String, String>> fields) {
        recipes.put("POST " + route, scene -> new Form("POST", path.apply(scene), fields.apply(scene)));
    }

    /** A type and a time as the pages write them: with this scene's doctor. */
    private static String time(Scene scene) {
        return "type=" + scene.people().instantly().id().value() + "&" + chosen(scene);
    }

    private static String chosen(Scene scene) {
        return "time=%s_%s_%s"
                .formatted(
                        scene.doctor().person(),
                        scene.people().location().id().value(),
                        scene.callers().freshStart());
    }

    private UUID notification(Scene scene) {
        scene.callers().requested(scene.patient(), scene.doctor());
        Actor told = (scene.isBy(Role.DOCTOR) ? scene.doctor() : scene.patient()).actor();
        scene.callers().movedByDoctor(scene.patient(), scene.doctor());
        return notifications.mine(told, 1, null).getFirst().id();
    }
}
