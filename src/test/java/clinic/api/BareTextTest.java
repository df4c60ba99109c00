package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.api.Callers.Caller;
import clinic.api.Scene.Whose;
import clinic.shared.Actor.Role;
import clinic.testing.Answer;
import clinic.testing.Browser;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.util.HtmlUtils;

/**
 * No word on a page stands outside the message files: here each word from there is put in ⟦brackets⟧, and what is left
 * must be what people have typed.
 */
@ApiTest
@Import(BareTextTest.Brackets.class)
class BareTextTest {

    private static final Map<Role, Browser> BROWSERS = new EnumMap<>(Role.class);

    private static final Pattern UNSEEN =
            Pattern.compile("<!--.*?-->|<(script|style|svg|textarea)\\b.*?</\\1>", Pattern.DOTALL);
    private static final Pattern SAID =
            Pattern.compile("\\s(?:aria-label|alt|placeholder|title|data-same|data-other)=\"([^\"]*)\"");
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern BRACKETED = Pattern.compile("⟦[^⟦⟧]*⟧");
    /** People, the clinic, and what was typed or made up by a program: ids, addresses, secrets, initials. */
    private static final Pattern TYPED = Pattern.compile(
            "Emil Q[0-9a-f]{32}|(?:Dr )?\\p{Lu}[\\p{Ll}’]+ \\p{Lu}[\\p{Ll}’]+|General practice|(?:Place |Visit )?[0-9a-f]{8}-[0-9a-f-]{27}"
                    + "|[\\w.+-]+@[\\w.]+|\\b\\p{Lu}{2}\\b|\\b[A-Z2-7]{4}(?: [A-Z2-7]{4})+\\b"
                    + "|Found unconscious|\\bJava\\b|English|Deutsch|Français|Español|العربية");

    /** What has names of its own: the parts of others, and the columns of records. */
    private static final Set<String> NAMED_BY_OTHERS = Set.of("GET /licences", "GET /admin/audit/{entry}");

    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");

    @Autowired
    Callers callers;

    @Autowired
    PageRecipes pages;

    @Autowired
    StaffPageRecipes staffPages;

    static Stream<String> pages() {
        return AccessMatrixTest.cells()
                .map(AccessMatrixTest.Cell::route)
                .filter(route -> route.startsWith("GET ") && !route.matches("GET /(api|v3)/.*"))
                .filter(route -> !NAMED_BY_OTHERS.contains(route))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyWordComesFromTheMessageFiles(String route) {
        Role role = role(route);
        Caller by = caller(role);
        Scene scene = new Scene(callers, Whose.OWN, by);
        var recipe = pages.all().containsKey(route)
                ? pages.all().get(route)
                : staffPages.all().get(route);
        var form = Objects.requireNonNull(recipe).apply(scene);
        if (form.method().contains("STREAM")) {
            return;
        }
        Answer answer = (visits(route)
                        ? callers.browser(null)
                        : BROWSERS.computeIfAbsent(role, r -> callers.browser(by)))
                .get(form.path());
        if (!answer.headers().firstValue("content-type").orElse("").startsWith("text/html")) {
            return;
        }
        assertThat(bare(answer.text())).as(route).isEmpty();
    }

    private static Set<String> bare(String html) {
        String seen = UNSEEN.matcher(html).replaceAll(" ");
        Set<String> bare = new TreeSet<>();
        Stream.concat(
                        SAID.matcher(seen).results().map(found -> found.group(1)),
                        Stream.of(TAG.matcher(seen).replaceAll("\0").split("\0")))
                .map(HtmlUtils::htmlUnescape)
                .map(BareTextTest::withoutBracketed)
                .map(text -> TYPED.matcher(text).replaceAll("").strip())
                .filter(text -> WORD.matcher(text).find())
                .forEach(bare::add);
        return bare;
    }

    private static String withoutBracketed(String text) {
        String before;
        String after = text;
        do {
            before = after;
            after = BRACKETED.matcher(before).replaceAll("");
        } while (!after.equals(before));
        return after;
    }

    private static boolean visits(String route) {
        return route.matches("GET /(sign-in|sign-up|password|verify|set-up|visit).*");
    }

    private Caller caller(Role role) {
        return switch (role) {
            case ADMIN -> callers.people().admin();
            case DOCTOR -> callers.people().doctor();
            case PATIENT, VISITOR, SYSTEM -> callers.people().patient();
        };
    }

    private static Role role(String route) {
        if (route.startsWith("GET /doctor")) {
            return Role.DOCTOR;
        }
        return route.startsWith("GET /admin") ? Role.ADMIN : Role.PATIENT;
    }

    /** The words of the clinic, each in brackets. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Brackets {

        @Bean
        static BeanPostProcessor brackets() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return name.equals("messageSource") && bean instanceof MessageSource words
                            ? new Bracketed(words)
                            : bean;
                }
            };
        }
    }

    /** @param words what is put in brackets */
    record Bracketed(MessageSource words) implements MessageSource {

        @Override
        public @Nullable String getMessage(
                String key, Object @Nullable [] args, @Nullable String otherwise, @Nullable Locale locale) {
            String said = words.getMessage(key, args, otherwise, locale);
            return said == null ? null : bracketed(key, said);
        }

        @Override
        public String getMessage(String key, Object @Nullable [] args, @Nullable Locale locale) {
            return bracketed(key, words.getMessage(key, args, locale));
        }

        @Override
        public String getMessage(MessageSourceResolvable resolvable, @Nullable Locale locale) {
            return words.getMessage(resolvable, locale);
        }

        /** The pattern of a date stays one. */
        private static String bracketed(String key, String said) {
            boolean pattern = key.startsWith("format.") && said.matches("[EdMyHmOz ,'.:]+");
            return pattern ? "'⟦'" + said + "'⟧'" : "⟦" + said + "⟧";
        }
    }
}
