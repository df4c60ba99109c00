package clinic.web.staff;

import clinic.directory.Location;
import clinic.shared.NotFound;
import clinic.web.BrowserPreferences;
import clinic.web.PageClock;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Which place's board a desk shows: the one asked for, then the one this browser asked for last, then the clinic's first.
 * Several places at once only for whoever asks: they may be on clocks of their own.
 */
@Component
class DeskPlace {

    private static final String PREFERENCE = "desk";
    private static final String ALL = "all";

    private final BrowserPreferences preferences;

    DeskPlace(BrowserPreferences preferences) {
        this.preferences = preferences;
    }

    /**
     * @param asked absent when the address names no place, or says with an empty one that all are wanted
     * @return absent for all places
     * @throws NotFound when there is no such place
     */
    @Nullable Location of(
            List<Location> locations, @Nullable UUID asked, HttpServletRequest request, HttpServletResponse response) {
        if (asked != null) {
            Location place = known(locations, asked.toString()).orElseThrow(() -> new NotFound("location"));
            remember(asked.toString(), response);
            return place;
        }
        if (request.getParameter("location") != null) {
            remember(ALL, response);
            return null;
        }
        String last = preferences.read(request, PREFERENCE).orElse("");
        return last.equals(ALL)
                ? null
                : known(locations, last).or(() -> PageClock.firstOf(locations)).orElse(null);
    }

    private void remember(String place, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE, preferences.cookie(PREFERENCE, place).toString());
    }

    private static Optional<Location> known(List<Location> locations, String id) {
        return locations.stream()
                .filter(location -> location.id().value().toString().equals(id))
                .findFirst();
    }
}
