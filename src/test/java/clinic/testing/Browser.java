package clinic.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody with cookies, who fills in forms and follows no redirect unasked. */
public class Browser {

    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final String origin;
    private String token = "";
    private Optional<String> tokenOf = Optional.empty();

    public Browser(int port) {
        this.origin = "http://127.0.0.1:" + port;
    }

    /** A browser in which somebody has signed in. */
    public static Browser signedIn(int port, String email, String password) {
        Browser browser = new Browser(port);
        Answer answer = browser.signIn(email, password);
        if (answer.status() != 303 || answer.location().startsWith("/sign-in")) {
            throw new IllegalStateException("Signing in answered " + answer.status() + " " + answer.location());
        }
        return browser;
    }

    /** @param headers name, value, name, value and so on */
    public Answer get(String path, String... headers) {
        return Answer.to(http, request(path, headers).GET());
    }

    /** Asks for what never ends, and reads no further than the status and the headers. */
    public Answer open(String path) {
        try {
            HttpResponse<InputStream> opened = http.send(request(path).GET().build(), BodyHandlers.ofInputStream());
            opened.body().close();
            return new Answer(opened.statusCode(), opened.headers(), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Posts the fields as a form, and nothing else: no form token unless it is among them. */
    public Answer post(String path, Map<String, String> fields, String... headers) {
        String body = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return postRaw(path, body, headers);
    }

    /** Posts a form's body as it stands, well formed or not. */
    public Answer postRaw(String path, String body, String... headers) {
        return Answer.to(
                http,
                request(path, headers)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body)));
    }

    public Answer postJson(String path, String json, String... headers) {
        return Answer.to(
                http,
                request(path, headers)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)));
    }

    /** Posts a form with the token that a page of this session shows. */
    public Answer submit(String path, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("_csrf", formToken());
        return post(path, all);
    }

    /** @param fields name, value, name, value and so on */
    public Answer submit(String path, String... fields) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int n = 0; n < fields.length; n += 2) {
            all.put(fields[n], fields[n + 1]);
        }
        return submit(path, all);
    }

    /** Posts a form with one file, in the field {@code file}; with the token of this session unless it is given. */
    public Answer upload(String path, String file, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.putIfAbsent("_csrf", formToken());
        var body = new StringBuilder();
        all.forEach((name, value) -> body.append(part(name, "")).append(value).append("\r\n"));
        body.append(part("file", "; filename=\"away.ics\"\r\nContent-Type: text/calendar"))
                .append(file)
                .append("\r\n--clinic-boundary--\r\n");
        return Answer.to(
                http,
                request(path, "Accept", "text/html")
                        .header("Content-Type", "multipart/form-data; boundary=clinic-boundary")
                        .POST(BodyPublishers.ofString(body.toString())));
    }

    private static String part(String name, String more) {
        return "--clinic-boundary\r\nContent-Disposition: form-data; name=\"" + name + "\"" + more + "\r\n\r\n";
    }

    /** Asks for the page that a redirect names. */
    public Answer follow(Answer redirect) {
        return get(redirect.location());
    }

    /** The form token of this session, as a page shows it; asked for once in each session. */
    public String formToken() {
        if (token.isEmpty() || !session().equals(tokenOf)) {
            Answer page = get("/sign-in");
            Matcher found = FORM_TOKEN.matcher(
                    page.status() == 200 ? page.text() : get("/account").text());
            if (!found.find()) {
                throw new AssertionError("There is no form token on the page");
            }
            token = found.group(1);
            tokenOf = session();
        }
        return token;
    }

    /** Signs in by the form and answers what the form answered. */
    public Answer signIn(String email, String password) {
        return submit("/sign-in", Map.of("email", email, "password", password));
    }

    /** The value of the session's cookie, when there is one. */
    public Optional<String> session() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("clinic_session"))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
