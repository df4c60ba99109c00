package clinic.browser;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.testing.Answer;
import clinic.testing.Chromium;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Passkeys, with a real browser and the authenticator that it pretends to have. */
class PasskeysIT extends BrowserBase {

    /** What passkeys.js does with a question. */
    private static final String SIGN = """
            async question => {
              const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
              const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer)))
                .replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=+$/, '');
              const asked = JSON.parse(question);
              const key = await navigator.credentials.get({ publicKey: { rpId: asked.rpId,
                challenge: bytes(asked.challenge), userVerification: asked.userVerification } });
              return JSON.stringify({ id: key.id, rawId: text(key.rawId), type: key.type, clientExtensionResults: {},
                response: { clientDataJSON: text(key.response.clientDataJSON),
                  authenticatorData: text(key.response.authenticatorData), signature: text(key.response.signature),
                  userHandle: text(key.response.userHandle) } });
            }
            """;

    /** A window with the authenticator that the browser pretends to have. */
    private record Device(Page page, CDPSession devtools, String authenticator) {}

    @Test
    void aPasskeyIsMadeAndThenSignsInWithoutAPassword() {
        Page page = browserWithAuthenticator(true);
        addPasskey(page, patient("Pia Passkey"), "My telephone");
        assertThat(page.content()).contains("The passkey is added.", "My telephone");
        assertThat(Chromium.faults(page)).isEmpty();
        String before = session(page);

        signOut(page);
        usePasskey(page);
        page.waitForURL(url -> url.endsWith("/book"));

        page.navigate(at("/account"));
        assertThat(page.content()).contains("Pia Passkey");
        assertThat(session(page)).isNotEqualTo(before);
    }

    @Test
    void anAnswerIsTakenOnce() {
        Page page = browserWithAuthenticator(true);
        addPasskey(page, patient("Rex Replay"), "Key");
        signOut(page);
        Request[] sent = new Request[1];
        page.onRequest(request -> {
            if (request.url().endsWith("/sign-in/passkey")) {
                sent[0] = request;
            }
        });
        usePasskey(page);
        page.waitForURL(url -> url.endsWith("/book"));
        String credential = fields(sent[0].postData()).getOrDefault("credential", "");

        clinic.testing.Browser thief = new clinic.testing.Browser(port);
        thief.submit("/sign-in/passkey/options");
        Answer replayed = thief.submit("/sign-in/passkey", "credential", credential);

        assertThat(replayed.status()).isEqualTo(401);
        assertThat(thief.get("/account").status()).isEqualTo(303);
    }

    /** A page elsewhere may ask for a passkey of the same name; what is signed there names where it was signed. */
    @Test
    void whatWasSignedOnAnotherPageIsNoAnswer() throws IOException {
        Page page = browserWithAuthenticator(true);
        addPasskey(page, patient("Olga Origin"), "Key");
        signOut(page);
        clinic.testing.Browser thief = new clinic.testing.Browser(port);
        String question = thief.submit("/sign-in/passkey/options").text();
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        elsewhere.createContext("/", exchange -> {
            byte[] body = "<!doctype html><title>Elsewhere</title>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        elsewhere.start();
        try {
            page.navigate("http://localhost:" + elsewhere.getAddress().getPort() + "/");
            String credential = (String) page.evaluate(SIGN, question);

            assertThat(credential).contains("clientDataJSON");
            assertThat(thief.submit("/sign-in/passkey", "credential", credential)
                            .status())
                    .isEqualTo(401);
            page.navigate(at("/sign-in"));
            String here = (String)
                    page.evaluate(SIGN, thief.submit("/sign-in/passkey/options").text());
            assertThat(thief.submit("/sign-in/passkey", "credential", here).location())
                    .as("the same, signed on the right page")
                    .isEqualTo("/book");
        } finally {
            elsewhere.stop(0);
        }
    }

    @Test
    void anotherPersonsPasskeyDoesNotSayThatItIsYou() {
        Device device = device(true);
        Page page = device.page();
        addPasskey(page, patient("Bea Other"), "Key");
        String others = credentialIds(device).getFirst();
        signOut(page);
        addPasskey(page, patient("Abe Asked"), "Key");
        for (String id : credentialIds(device)) {
            if (!id.equals(others)) {
                JsonObject own = new JsonObject();
                own.addProperty("authenticatorId", device.authenticator());
                own.addProperty("credentialId", id);
                device.devtools().send("WebAuthn.removeCredential", own);
            }
        }
        page.navigate(at("/confirm-it-is-you?continue=/account"));

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Use a passkey"))
                .click();
        page.waitForURL(url -> url.endsWith("/confirm-it-is-you/passkey"));

        assertThat(page.content()).contains("Is it you?");
    }

    private List<String> credentialIds(Device device) {
        JsonObject which = new JsonObject();
        which.addProperty("authenticatorId", device.authenticator());
        return device.devtools().send("WebAuthn.getCredentials", which).getAsJsonArray("credentials").asList().stream()
                .map(credential ->
                        credential.getAsJsonObject().get("credentialId").getAsString())
                .toList();
    }

    @Test
    void aPasskeyThatWasRemovedOpensNothing() {
        Page page = browserWithAuthenticator(true);
        addPasskey(page, patient("Rita Removed"), "Old key");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove Old key"))
                .click();
        page.waitForURL(url -> url.contains("done=PASSKEY_REMOVED"));
        signOut(page);

        usePasskey(page);
        page.waitForURL(url -> url.endsWith("/sign-in/passkey"));

        assertThat(page.content()).contains("This passkey does not open an account here");
    }

    @Test
    void aDeviceThatDoesNotLookWhoHoldsItMakesNone() {
        Page page = browserWithAuthenticator(false);
        signInAt(page, patient("Una Unverified"));
        page.navigate(at("/account/security"));
        page.getByLabel("Name").last().fill("Key");

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Add a passkey"))
                .click();

        page.getByText("That did not work").waitFor();
        assertThat(page.url()).endsWith("/account/security");
    }

    @Test
    void withoutScriptThePageHasOnlyThePassword() {
        Page page = newBrowser(Chromium.PHONE, false, ColorScheme.LIGHT);
        page.navigate(at("/sign-in"));

        assertThat(page.getByText("Use a passkey").isVisible()).isFalse();
        assertThat(page.getByLabel("Password").isVisible()).isTrue();
    }

    private Page browserWithAuthenticator(boolean verifies) {
        return device(verifies).page();
    }

    private Device device(boolean verifies) {
        Page page = newBrowser();
        CDPSession devtools = page.context().newCDPSession(page);
        devtools.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", verifies);
        options.addProperty("isUserVerified", verifies);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject arguments = new JsonObject();
        arguments.add("options", options);
        String authenticator = devtools.send("WebAuthn.addVirtualAuthenticator", arguments)
                .get("authenticatorId")
                .getAsString();
        return new Device(page, devtools, authenticator);
    }

    private void signInAt(Page page, String email) {
        page.navigate(at("/sign-in"));
        page.getByLabel("E-mail address").fill(email);
        page.getByLabel("Password").fill(PASSWORD);
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Sign in").setExact(true))
                .click();
        page.waitForURL(url -> !url.contains("/sign-in"));
    }

    private void addPasskey(Page page, String email, String name) {
        signInAt(page, email);
        page.navigate(at("/account/security"));
        page.getByLabel("Name").last().fill(name);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Add a passkey"))
                .click();
        page.waitForURL(url -> url.contains("done=PASSKEY_ADDED"));
    }

    private void signOut(Page page) {
        page.navigate(at("/account"));
        page.getByRole(AriaRole.MAIN)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Sign out"))
                .click();
        page.waitForURL(url -> url.contains("signed-out"));
    }

    private void usePasskey(Page page) {
        page.navigate(at("/sign-in"));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Use a passkey"))
                .click();
    }

    private static String session(Page page) {
        return page.context().cookies().stream()
                .filter(cookie -> cookie.name.equals("clinic_session"))
                .map(cookie -> cookie.value)
                .findFirst()
                .orElseThrow();
    }

    /** A passkey belongs to a name; a number has none. */
    private String at(String path) {
        return "http://localhost:" + port + path;
    }

    private static Map<String, String> fields(String form) {
        return Arrays.stream(form.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}
