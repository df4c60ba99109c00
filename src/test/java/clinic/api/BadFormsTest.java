package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.api.Callers.Caller;
import clinic.api.PageRecipes.Form;
import clinic.api.Scene.Whose;
import clinic.shared.Actor.Role;
import clinic.testing.Answer;
import clinic.testing.Browser;
import clinic.testing.ClinicTest;
import clinic.testing.MadeUpProvider;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Forms as no page of ours would send them. */
@ClinicTest
@Import({Callers.class, Records.class, PageRecipes.class, StaffPageRecipes.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(properties = {"clinic.oidc.client-id=clinic", "clinic.oidc.client-secret=told-to-nobody-else"})
class BadFormsTest {

    private static final MadeUpProvider PROVIDER = new MadeUpProvider();

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry registry) {
        registry.add("clinic.oidc.issuer", PROVIDER::issuer);
    }

    private static final List<String> WRONG = List.of(
            "",
            "   ",
            "x".repeat(20_000),
            "-1",
            "99999999999999999999",
            "[]",
            "a\u0000b",
            "\uD83D\uDE00",
            "' or 1=1 --");

    @Autowired
    Callers callers;

    @Autowired
    PageRecipes pages;

    @Autowired
    StaffPageRecipes staffPages;

    private final Map<Role, Browser> browsers = new HashMap<>();

    @BeforeAll
    void everybodyHasABrowser() {
        callers.people();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aFormThatIsWrongAnywhereIsAnsweredAndNeverBreaksAnything(String route) {
        Role role = role(route);
        Form form = recipe(route).apply(new Scene(callers, Whose.OWN, caller(role)));
        Browser browser = browser(role);
        for (String field : form.fields().keySet()) {
            Map<String, String> without = new LinkedHashMap<>(form.fields());
            without.remove(field);
            isAnswered(browser.submit(form.path(), without), field + " left out");
            for (String wrong : WRONG) {
                Map<String, String> spoiled = new LinkedHashMap<>(form.fields());
                spoiled.put(field, wrong);
                isAnswered(browser.submit(form.path(), spoiled), field + " = " + wrong);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aFormWithAFieldThatNobodyReadsIsRefused(String route) {
        Role role = role(route);
        Form form = recipe(route).apply(new Scene(callers, Whose.OWN, caller(role)));
        Map<String, String> surprising = new LinkedHashMap<>(form.fields());
        surprising.put("surprise", "1");

        Answer answer = browser(role).submit(form.path(), surprising);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    }

    private static void isAnswered(Answer answer, String what) {
        assertThat(answer.status()).as(what).isBetween(200, 499);
        assertThat(answer.text()).as(what).doesNotContain("Exception", "at clinic.", "SQLSTATE");
    }

    Stream<String> forms() {
        return Stream.of(pages.all(), staffPages.all())
                .flatMap(recipes -> recipes.keySet().stream())
                .filter(route -> route.startsWith("POST "))
                .sorted();
    }

    private Function<Scene, Form> recipe(String route) {
        return Objects.requireNonNull(
                pages.all().containsKey(route)
                        ? pages.all().get(route)
                        : staffPages.all().get(route));
    }

    private Browser browser(Role role) {
        return browsers.computeIfAbsent(role, r -> callers.browser(caller(r)));
    }

    private Caller caller(Role role) {
        return switch (role) {
            case ADMIN -> callers.people().admin();
            case DOCTOR -> callers.people().doctor();
            case PATIENT, VISITOR, SYSTEM -> callers.people().patient();
        };
    }

    private static Role role(String route) {
        return route.startsWith("POST /admin")
                ? Role.ADMIN
                : route.startsWith("POST /doctor") || route.contains("/provider") ? Role.DOCTOR : Role.PATIENT;
    }
}
