package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.api.Callers.Caller;
import clinic.api.Callers.People;
import clinic.api.PageRecipes.Form;
import clinic.api.Recipes.Call;
import clinic.api.Scene.Whose;
import clinic.shared.Actor.Role;
import clinic.testing.Answer;
import clinic.testing.Browser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Promise 1. Every route, of the JSON contract and of the pages, is asked for by everybody, about their own record,
 * another's and nobody's; what they must get is written down in {@code access-matrix.csv}. A new route without a row fails.
 */
@ApiTest
class AccessMatrixTest {

    /** Sessions last: one browser for each role. */
    private static final Map<Role, Browser> BROWSERS = new ConcurrentHashMap<>();

    /** Whom a doctor knows decides what he may read: nobody here is met by another test. */
    private static @Nullable People everybody;

    @Autowired
    Callers callers;

    @Autowired
    Recipes recipes;

    @Autowired
    PageRecipes pages;

    @Autowired
    StaffPageRecipes staffPages;

    @Autowired
    @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping;

    record Cell(String route, Whose whose, Role role, int status) {

        @Override
        public String toString() {
            return "%s, %s, %s: %d".formatted(route, whose, role, status);
        }
    }

    @Test
    void everyRouteHasItsRowAndEveryRowItsRoute() {
        Set<String> written = cells().map(Cell::route).collect(Collectors.toCollection(TreeSet::new));

        assertThat(written).isEqualTo(routes());
    }

    @Test
    void everyRouteIsAskedAboutItsOwnAnothersAndNobodysRecordOrAboutNone() {
        Map<String, Set<Whose>> asked = cells().collect(Collectors.groupingBy(
                Cell::route, Collectors.mapping(Cell::whose, Collectors.toCollection(TreeSet::new))));

        assertThat(asked)
                .allSatisfy((route, whose) -> assertThat(whose)
                        .as(route)
                        .isIn(
                                Set.of(Whose.OWN, Whose.ANOTHERS, Whose.NOBODYS),
                                Set.of(Whose.ANY, Whose.NOBODYS),
                                Set.of(Whose.ANY)));
        assertThat(asked).allSatisfy((route, whose) -> {
            if (route.contains("{")) {
                assertThat(whose).as(route).contains(Whose.NOBODYS);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("cells")
    void whoeverAsksGetsWhatIsWritten(Cell cell) {
        People people = people();
        Caller by = switch (cell.role()) {
            case PATIENT -> people.patient();
            case DOCTOR -> people.doctor();
            case ADMIN -> people.admin();
            case VISITOR, SYSTEM -> null;
        };
        Scene scene = new Scene(callers, people, cell.whose(), by);
        Answer answer;
        if (recipes.all().containsKey(cell.route())) {
            Call call = recipes.call(cell.route(), scene);
            answer = callers.call(by, call.method(), call.path(), call.body());
        } else {
            Form form = form(cell.route(), scene);
            Browser browser = changesWhoIsSignedIn(cell.route())
                    ? callers.browser(by)
                    : BROWSERS.computeIfAbsent(cell.role(), role -> callers.browser(by));
            answer = switch (form.method()) {
                case "GET" -> browser.get(form.path());
                case "GET STREAM" -> browser.open(form.path());
                default -> browser.submit(form.path(), form.fields());
            };
        }
        assertThat(answer.status()).as("%s\n%s", cell, answer.text()).isEqualTo(cell.status());
        if (cell.status() >= 400 && recipes.all().containsKey(cell.route())) {
            assertThat(answer.code()).as("%s\n%s", cell, answer.text()).isNotEmpty();
        }
    }

    private People people() {
        if (everybody == null) {
            everybody = callers.strangers();
        }
        return everybody;
    }

    private Form form(String route, Scene scene) {
        Function<Scene, Form> recipe = pages.all().containsKey(route)
                ? pages.all().get(route)
                : staffPages.all().get(route);
        if (recipe == null) {
            throw new AssertionError("Nobody has said how to ask for " + route);
        }
        return recipe.apply(scene);
    }

    private static boolean changesWhoIsSignedIn(String route) {
        return Set.of("POST /sign-in", "POST /password/new", "POST /set-up").contains(route);
    }

    static Stream<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (String line : lines()) {
            String[] row = line.split(",");
            Role[] roles = {Role.VISITOR, Role.PATIENT, Role.DOCTOR, Role.ADMIN};
            for (int i = 0; i < roles.length; i++) {
                cells.add(new Cell(row[0], Whose.valueOf(row[1]), roles[i], Integer.parseInt(row[i + 2])));
            }
        }
        return cells.stream();
    }

    private static List<String> lines() {
        try {
            return new ClassPathResource("access-matrix.csv")
                    .getContentAsString(java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        mapping.getHandlerMethods().keySet().forEach(info -> {
            Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
            for (String pattern : info.getPatternValues()) {
                if (methods.isEmpty()) {
                    routes.add("GET " + pattern);
                }
                methods.forEach(method -> routes.add(method + " " + pattern));
            }
        });
        return routes;
    }
}
