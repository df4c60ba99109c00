package clinic.web;

import clinic.shared.Actor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in the main navigation.
 *
 * @param key of the word in the message bundle
 * @param icon name in the sprite
 */
public record NavItem(String key, String href, String icon) {

    private static final NavItem BOOK = new NavItem("nav.book", "/book", "calendar-plus");
    private static final NavItem ACCOUNT = new NavItem("nav.account", "/account", "user");

    private static final List<NavItem> VISITOR = List.of(BOOK, new NavItem("nav.sign-in", "/sign-in", "log-in"));
    private static final List<NavItem> PATIENT = List.of(
            BOOK,
            new NavItem("nav.appointments", "/appointments", "calendar-days"),
            new NavItem("nav.notifications", "/notifications", "bell"),
            ACCOUNT);
    private static final List<NavItem> DOCTOR = List.of(
            new NavItem("nav.day", "/doctor", "calendar-days"),
            new NavItem("nav.hours", "/doctor/hours", "clock"),
            new NavItem("nav.notifications", "/notifications", "bell"),
            ACCOUNT);
    private static final List<NavItem> ADMIN = List.of(
            new NavItem("nav.overview", "/admin", "layout-dashboard"),
            new NavItem("nav.desk", "/admin/desk", "list-checks"),
            new NavItem("nav.all-appointments", "/admin/appointments", "calendar-days"),
            new NavItem("nav.users", "/admin/users", "users"),
            new NavItem("nav.doctors", "/admin/doctors", "stethoscope"),
            new NavItem("nav.clinic", "/admin/clinic", "settings"),
            new NavItem("nav.messages", "/admin/messages", "mail"),
            new NavItem("nav.audit", "/admin/audit", "history"),
            ACCOUNT);

    /** The letters of which one after G leads here, with spaces between; absent where none does. */
    public @Nullable String letters() {
        return switch (href) {
            case "/doctor" -> "d r";
            case "/admin/desk" -> "d";
            case "/admin/appointments" -> "r";
            case "/admin" -> "o";
            default -> null;
        };
    }

    /** Where a person in this role starts. */
    static String first(Actor.Role role) {
        return of(role).getFirst().href();
    }

    /** What a person in this role can go to; the first is where they start. */
    static List<NavItem> of(Actor.Role role) {
        return switch (role) {
            case PATIENT -> PATIENT;
            case DOCTOR -> DOCTOR;
            case ADMIN -> ADMIN;
            case VISITOR, SYSTEM -> VISITOR;
        };
    }

    /**
     * Whether this place, or a page below it, has this path; what has places of its own below is only itself, and the list
     * that its card is cut from.
     */
    boolean isFor(String path) {
        boolean isOverview = href.equals("/admin") || href.equals("/doctor");
        return path.equals(href) || path.startsWith(href + (isOverview ? "/attention" : "/")) || isHome(path);
    }

    private boolean isHome(String path) {
        return path.equals("/") && href.equals(BOOK.href);
    }
}
