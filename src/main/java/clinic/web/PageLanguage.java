package clinic.web;

import clinic.identity.Account;
import clinic.identity.CurrentActor;
import clinic.platform.ClinicLanguage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.LocaleResolver;

/**
 * In which language a page is drawn: who is signed in reads that of the account; a visitor the one chosen in this browser,
 * else the first that the browser asks for, else the clinic's own. There are pages in the languages of the letters.
 */
class PageLanguage implements LocaleResolver {

    static final String PREFERENCE = "language";

    private final Supplier<List<String>> written;
    private final ClinicLanguage clinics;
    private final BrowserPreferences preferences;

    /** @param written the tags of the languages there are words in */
    PageLanguage(Supplier<List<String>> written, ClinicLanguage clinics, BrowserPreferences preferences) {
        this.written = written;
        this.clinics = clinics;
        this.preferences = preferences;
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        Account reader = CurrentActor.account();
        return Stream.concat(
                        reader == null ? wishes(request) : Stream.of(Locale.forLanguageTag(reader.locale())),
                        Stream.of(Locale.forLanguageTag(clinics.tag())))
                .map(Locale::getLanguage)
                .filter(written.get()::contains)
                .findFirst()
                .map(Locale::of)
                .orElse(Locale.ENGLISH);
    }

    private Stream<Locale> wishes(HttpServletRequest request) {
        // Without the header the servlet container answers the server's own locale, which is nobody's wish.
        List<Locale> asked = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null
                ? List.of()
                : Collections.list(request.getLocales());
        return Stream.concat(
                preferences.read(request, PREFERENCE).map(Locale::forLanguageTag).stream(), asked.stream());
    }

    /** @throws UnsupportedOperationException always: it is chosen at {@code /language} or on the page of the account */
    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("The language is chosen on a page");
    }
}
