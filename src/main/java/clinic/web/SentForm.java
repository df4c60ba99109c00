package clinic.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.web.servlet.ModelAndView;

/**
 * A form that was sent too late is not lost: its fields go along in the page that asks who is there, and on from there.
 * Passwords do not; what was typed as one never comes back in a page.
 */
final class SentForm {

    private SentForm() {}

    static String address(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    /** The fields of its body, encoded as forms are. */
    static String fields(HttpServletRequest request) {
        String query = request.getQueryString();
        List<SentField> inTheAddress = decode(query == null ? "" : query);
        return request.getParameterMap().entrySet().stream()
                .filter(field -> !field.getKey().equals("_csrf")
                        && !field.getKey().toLowerCase(Locale.ROOT).contains("password"))
                .flatMap(field -> Arrays.stream(field.getValue()).map(value -> new SentField(field.getKey(), value)))
                .filter(field -> !inTheAddress.contains(field))
                .map(field -> encoded(field.name()) + "=" + encoded(field.value()))
                .collect(Collectors.joining("&"));
    }

    /** View {@code identity/go-on}: one button that sends the form again. */
    static ModelAndView goOn(String to, String form) {
        return new ModelAndView("identity/go-on").addObject("to", to).addObject("fields", decode(form));
    }

    private static List<SentField> decode(String form) {
        return Arrays.stream(form.split("&"))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", 2))
                .map(pair -> new SentField(decoded(pair[0]), pair.length == 1 ? "" : decoded(pair[1])))
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
