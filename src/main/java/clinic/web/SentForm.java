package clinic.web;

import clinic.identity.Account;
import clinic.identity.CurrentActor;
import clinic.shared.Actor.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.ModelAndView;

/**
 * A form that was sent too late is not lost: its fields go along in the page that asks who is there, and on from there.
 * Passwords and whatever else proves who somebody is do not; what was typed as that never comes back in a page.
 *
 * @param to the local address that it was sent to
 * @param fields encoded as forms are
 */
record SentForm(String to, String fields) {

    private static final Set<String> PROOFS = Set.of("_csrf", "proof", "code", "credential", "token");
    private static final Pattern BOOKING = Pattern.compile("/appointments(/hold(/[\\w-]+/extension)?)?");
    private static final Pattern MOVING = Pattern.compile("/appointments/[\\w-]+/move");
    private static final Pattern PICKING = Pattern.compile("/book/confirm|/appointments/[\\w-]+/move/confirm");
    private static final Pattern WORDS = Pattern.compile("(?s).*\\p{L}.*");
    private static final Pattern NAME_OF_A_CHOICE = Pattern.compile("[A-Z]+(_[A-Z]+)+");

    /** What a page puts into a form beside ids, whatever anybody does. */
    private static final Set<String> PUT_IN = Set.of("version", "day", "key", "request");

    private static final Set<String> SWITCHES = Set.of("true", "false", "on", "off");

    static SentForm of(HttpServletRequest request) {
        return new SentForm(address(request), body(request));
    }

    static String address(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    private static String body(HttpServletRequest request) {
        String query = request.getQueryString();
        List<SentField> inTheAddress = decode(query == null ? "" : query);
        return request.getParameterMap().entrySet().stream()
                .filter(field -> !PROOFS.contains(field.getKey())
                        && !field.getKey().toLowerCase(Locale.ROOT).contains("password"))
                .flatMap(field -> Arrays.stream(field.getValue()).map(value -> new SentField(field.getKey(), value)))
                .filter(field -> !inTheAddress.contains(field))
                .map(field -> encoded(field.name()) + "=" + encoded(field.value()))
                .collect(Collectors.joining("&"));
    }

    /** Where somebody goes who has just signed in: with the form that he had sent, to the page he wanted, or to his first. */
    static ModelAndView onward(@Nullable String continueTo, String form, Account account) {
        String address = LocalAddress.or(continueTo, "");
        if (address.isEmpty()) {
            return new ModelAndView("redirect:" + NavItem.first(account.role()));
        }
        return form.isEmpty() ? new ModelAndView("redirect:" + address) : new SentForm(address, form).goOn();
    }

    /** The form's own page, filled in, where one can be asked for; else view {@code identity/go-on}, which sends it again. */
    ModelAndView goOn() {
        List<SentField> sent = decode(fields);
        Account reader = CurrentActor.account();
        boolean open = reader != null && isFor(reader);
        String page = ownPage();
        if (open && page != null) {
            return new ModelAndView(new FilledIn(page, sent));
        }
        return new ModelAndView("identity/go-on")
                .addObject("to", to)
                .addObject("fields", sent)
                .addObject("written", written())
                .addObject("open", open);
    }

    /** Whether this account may send it at all; what patients book and move goes on at a page of theirs. */
    boolean isFor(Account account) {
        return WebSecurity.isFor(account.role(), path()) && (ownPage() == null || account.role() == Role.PATIENT);
    }

    /** Whether nothing was filled in: whoever pressed it sees again what it is about, and presses it there. */
    boolean isOnlyAPress() {
        return ownPage() == null
                && decode(fields).stream()
                        .allMatch(field ->
                                field.value().isBlank() || PUT_IN.contains(field.name()) || isId(field.value()));
    }

    private String path() {
        return to.split("\\?", 2)[0];
    }

    /** The page that shows what was picked and typed and writes nothing, as pages below the times do. */
    private @Nullable String ownPage() {
        String path = path();
        if (BOOKING.matcher(path).matches()) {
            return "/book/confirm";
        }
        return PICKING.matcher(path).matches() ? path : MOVING.matcher(path).matches() ? path + "/confirm" : null;
    }

    /** What somebody has written himself, as far as it can be told from what the page had put into the form. */
    List<String> written() {
        return decode(fields).stream()
                .map(SentField::value)
                .filter(value -> WORDS.matcher(value).matches()
                        && !SWITCHES.contains(value)
                        && !NAME_OF_A_CHOICE.matcher(value).matches()
                        && !isId(value))
                .toList();
    }

    private static boolean isId(String value) {
        return Stream.of(value.split("_")).anyMatch(part -> {
            try {
                return UUID.fromString(part).toString().equals(part);
            } catch (IllegalArgumentException e) {
                return false;
            }
        });
    }

    static List<SentField> decode(String form) {
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

    /** Shows nothing of what was filled in. */
    @Override
    public String toString() {
        return "SentForm[]";
    }
}
