package clinic.web;

import clinic.identity.Account;
import clinic.notification.Notifications;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.security.web.csrf.CsrfToken;

/**
 * What every template is given, as {@code page}: who looks, in which language and theme, the words, the times and the
 * addresses of the assets. Who is signed in, what is unread and what waits are asked for only when a template wants them, so that an
 * error page can be drawn while the database is away. Lives as long as one request.
 */
public final class Page {

    private final Locale locale;
    private final Theme theme;
    private final boolean keys;
    private final Site site;
    private final String path;
    private final UUID request;
    private final @Nullable CsrfToken csrf;
    private final MessageSource words;
    private final Times times;
    private final UnaryOperator<String> assets;
    private final Supplier<@Nullable Account> account;
    private final IntSupplier unread;
    private final IntSupplier requests;
    private final @Nullable String provider;
    private final Supplier<List<Notifications.Language>> languages;
    private final Map<String, String> found = new HashMap<>();
    private @Nullable Who who;
    private boolean asked;

    /** @param path where the reader is, with its query, as the browser knows it */
    Page(
            Locale locale,
            Theme theme,
            boolean keys,
            Site site,
            String path,
            UUID request,
            @Nullable CsrfToken csrf,
            MessageSource words,
            Times times,
            UnaryOperator<String> assets,
            Supplier<@Nullable Account> account,
            IntSupplier unread,
            IntSupplier requests,
            Supplier<List<Notifications.Language>> languages,
            @Nullable String provider) {
        this.locale = locale;
        this.theme = theme;
        this.keys = keys;
        this.site = site;
        this.path = path;
        this.request = request;
        this.csrf = csrf;
        this.words = words;
        this.times = times;
        this.assets = assets;
        this.account = account;
        this.unread = unread;
        this.requests = requests;
        this.provider = provider;
        this.languages = languages;
    }

    /** The words of this key in the reader's language; every word on a page comes from here. */
    public String msg(String key, @Nullable Object... args) {
        return words.getMessage(key, Direction.of(locale).apart(args), locale);
    }

    /** What is wrong with one field of a form, in the reader's language. */
    public String said(Invalid.Problem problem) {
        return FormProblems.said(problem, words, locale);
    }

    /** The address of a file under {@code /assets/}, with the hash of its content in the name. */
    public String asset(String name) {
        return found.computeIfAbsent(name, any -> assets.apply("/assets/" + name));
    }

    public Times times() {
        return times;
    }

    /** The language tag for {@code <html lang>}. */
    public String lang() {
        return locale.getLanguage();
    }

    /** The languages there are pages in, each as its speakers call it. */
    public List<Notifications.Language> languages() {
        return languages.get();
    }

    /** {@code rtl} for languages that are written from the right, else {@code ltr}. */
    public String dir() {
        return Direction.of(locale) == Direction.RTL ? "rtl" : "ltr";
    }

    /** What somebody has typed, such as a name, an address or a note, in its own direction among the words of the page. */
    public @Nullable String typed(@Nullable String text) {
        return Direction.of(locale).apart(text);
    }

    public Theme theme() {
        return theme;
    }

    /** Whether single letters are keys for this reader. */
    public boolean keys() {
        return keys;
    }

    /** The clinic's name. */
    public String clinic() {
        return site.name();
    }

    /** Whether this is the demo clinic, where a page may show the demo's sign-ins and mailbox. */
    public boolean demo() {
        return site.demo();
    }

    /** By what staff can sign in beside the password, as people call it; absent where nothing is configured. */
    public @Nullable String provider() {
        return provider;
    }

    /** The number to ring in an emergency. */
    public String emergency() {
        return site.emergency();
    }

    /** Where the reader is, with its query; a local address, safe to come back to. */
    public String path() {
        return path;
    }

    /** The reference of this request, as in the log and in the audit trail. */
    public String request() {
        return request.toString();
    }

    /** The name of the hidden field; absent when this page was drawn outside the security filter. */
    public @Nullable String csrfName() {
        return csrf == null ? null : csrf.getParameterName();
    }

    public @Nullable String csrfToken() {
        return csrf == null ? null : csrf.getToken();
    }

    /** Who is signed in; absent for a visitor. */
    public @Nullable Who who() {
        if (!asked) {
            Account found = account.get();
            who = found == null ? null : new Who(found.name(), found.email(), found.role());
            asked = true;
        }
        return who;
    }

    public boolean signedIn() {
        return who() != null;
    }

    public boolean is(Actor.Role role) {
        Who reader = who();
        return reader != null && reader.role() == role;
    }

    /** How many notifications the reader has not read. */
    public int unread() {
        return signedIn() ? unread.getAsInt() : 0;
    }

    /** How many requests nobody has answered: for admins, who see all of them. */
    public int requests() {
        return is(Actor.Role.ADMIN) ? requests.getAsInt() : 0;
    }

    /** The main navigation of this reader. */
    public List<NavItem> nav() {
        Who reader = who();
        return NavItem.of(reader == null ? Actor.Role.VISITOR : reader.role());
    }

    /** Whether the reader is on this page of the navigation, or below it. */
    public boolean isAt(NavItem item) {
        return isAt(item, null);
    }

    /** @param instead the place to count as, for the answer to a form that was sent somewhere else */
    public boolean isAt(NavItem item, @Nullable String instead) {
        String here = instead == null ? path : instead;
        return item.isFor(here.indexOf('?') < 0 ? here : here.substring(0, here.indexOf('?')));
    }

    /**
     * The signed-in reader.
     *
     * @param name as the person wants to be called
     */
    public record Who(String name, String email, Actor.Role role) {

        public Face face() {
            return Face.of(name);
        }
    }
}
