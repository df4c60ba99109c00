package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.api.Callers.Caller;
import clinic.api.PageRecipes.Form;
import clinic.api.Recipes.Call;
import clinic.api.Scene.Whose;
import clinic.shared.Actor.Role;
import clinic.testing.Browser;
import clinic.testing.TestDatabase;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A link that somebody is made to follow, or a picture that a page elsewhere loads, does nothing in anybody's name. */
@ApiTest
class ReadingChangesNothingTest {

    /** That somebody looked at a record, and the secret of an app that is shown to be scanned. Neither does anything. */
    private static final List<String> WRITTEN_BY_LOOKING = List.of("record_access", "authenticator");

    private static final Map<Role, Browser> BROWSERS = new EnumMap<>(Role.class);

    @Autowired
    Callers callers;

    @Autowired
    Recipes recipes;

    @Autowired
    PageRecipes pages;

    @Autowired
    StaffPageRecipes staffPages;

    @Autowired
    TestDatabase database;

    static Stream<String> reads() {
        return AccessMatrixTest.cells()
                .map(AccessMatrixTest.Cell::route)
                .filter(route -> route.startsWith("GET "))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("reads")
    void whoeverOnlyLooksChangesNothing(String route) {
        Role role = role(route);
        Caller by = caller(role);
        Scene scene = new Scene(callers, Whose.OWN, by);
        if (recipes.all().containsKey(route)) {
            Call call = recipes.call(route, scene);
            long before = changes();

            assertThat(callers.call(by, "GET", call.path(), null).status()).isLessThan(500);

            assertThat(changes()).isEqualTo(before);
            return;
        }
        Function<Scene, Form> recipe = pages.all().containsKey(route)
                ? pages.all().get(route)
                : staffPages.all().get(route);
        Form form = Objects.requireNonNull(recipe).apply(scene);
        Browser browser = BROWSERS.computeIfAbsent(role, r -> callers.browser(by));
        long before = changes();

        browser.open(form.path());

        assertThat(changes()).isEqualTo(before);
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
        boolean patients = route.matches("GET /(account|appointments|book|notifications|api/v1/me).*");
        return patients ? Role.PATIENT : Role.ADMIN;
    }

    /** Whatever is written of the clinic leaves its mark in the audit trail. */
    private long changes() {
        return database.behindTheWalls()
                .sql("select count(*) from audit_entry where kind not in (:looking)")
                .param("looking", WRITTEN_BY_LOOKING)
                .query(Long.class)
                .single();
    }
}
