package clinic.web;

import clinic.booking.AppointmentFigures;
import clinic.identity.CurrentActor;
import clinic.identity.IdentityProvider;
import clinic.notification.Notifications;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Prepares for each request what its template is given. */
@Component
class Pages {

    private static final String FORWARDED_QUERY = "jakarta.servlet.forward.query_string";
    private static final String FORWARDED_PATH = "jakarta.servlet.forward.request_uri";

    private final Site site;
    private final Clock clock;
    private final MessageSource words;
    private final ResourceUrlProvider assets;
    private final ObjectProvider<Notifications> notifications;
    private final BrowserPreferences preferences;
    private final ObjectProvider<AppointmentFigures> figures;
    private final ObjectProvider<IdentityProvider> provider;

    Pages(
            Site site,
            Clock clock,
            MessageSource words,
            ResourceUrlProvider assets,
            ObjectProvider<Notifications> notifications,
            BrowserPreferences preferences,
            ObjectProvider<AppointmentFigures> figures,
            ObjectProvider<IdentityProvider> provider) {
        this.site = site;
        this.clock = clock;
        this.words = words;
        this.assets = assets;
        this.notifications = notifications;
        this.preferences = preferences;
        this.figures = figures;
        this.provider = provider;
    }

    Page page(HttpServletRequest request) {
        Locale locale = RequestContextUtils.getLocale(request);
        return new Page(
                locale,
                theme(request),
                keys(request),
                site,
                path(request),
                CurrentActor.requestId(request),
                (CsrfToken) request.getAttribute(CsrfToken.class.getName()),
                words,
                new Times(clock, words, locale),
                this::hashed,
                CurrentActor::account,
                () -> unread(request),
                () -> figures.getObject().unanswered(CurrentActor.of(request)),
                () -> notifications.getObject().languages(),
                providerName());
    }

    private @Nullable String providerName() {
        IdentityProvider configured = provider.getIfAvailable();
        return configured == null ? null : configured.name();
    }

    private int unread(HttpServletRequest request) {
        return notifications.getObject().unread(CurrentActor.of(request));
    }

    private String hashed(String path) {
        String versioned = assets.getForLookupPath(path);
        if (versioned == null) {
            throw new IllegalStateException("There is no asset at " + path);
        }
        return versioned;
    }

    private Theme theme(HttpServletRequest request) {
        return preferences.read(request, Theme.PREFERENCE).map(Theme::of).orElse(Theme.SYSTEM);
    }

    private boolean keys(HttpServletRequest request) {
        return preferences
                .read(request, KeysController.PREFERENCE)
                .map(KeysController::areOn)
                .orElse(true);
    }

    private static String path(HttpServletRequest request) {
        if (request.getRequestURI().equals(IdentityProvider.RETURN_PATH)) {
            // What the provider sent along is good once, and for nobody to keep.
            return "/sign-in";
        }
        String forwarded = (String) request.getAttribute(FORWARDED_PATH);
        String path = forwarded == null ? request.getRequestURI() : forwarded;
        Object query = forwarded == null ? request.getQueryString() : request.getAttribute(FORWARDED_QUERY);
        return query == null ? path : path + "?" + query;
    }
}
