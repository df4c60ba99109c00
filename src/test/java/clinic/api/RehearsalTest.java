package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.api.Callers.Caller;
import clinic.api.Callers.People;
import clinic.api.Recipes.Call;
import clinic.api.Scene.Whose;
import clinic.booking.AppointmentView;
import clinic.testing.Answer;
import clinic.testing.TestDatabase;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Asked with {@code ?dryRun=true}, no write writes: it tells what it would leave outside, or that it cannot tell. */
@ApiTest
class RehearsalTest {

    @Autowired
    Callers callers;

    @Autowired
    Recipes recipes;

    @Autowired
    TestDatabase database;

    static Stream<String> writes() {
        return AccessMatrixTest.cells()
                .map(AccessMatrixTest.Cell::route)
                .filter(route -> route.contains(" /api/") && !route.startsWith("GET"))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("writes")
    void aRehearsalChangesNothing(String route) {
        boolean forPatients = route.contains("/notifications/") || route.contains("/me/");
        boolean forDoctors = route.contains("/emergency-access") && !route.endsWith("/review");
        Caller by = forPatients
                ? callers.people().patient()
                : forDoctors ? callers.people().doctor() : callers.people().admin();
        Call call = recipes.call(route, new Scene(callers, Whose.OWN, by));
        String path = call.path().replace("?dryRun=true", "");
        long before = changes();

        Answer answer = callers.call(by, call.method(), path + "?dryRun=true", call.body());

        assertThat(changes()).as(answer.text()).isEqualTo(before);
        if (isOfTheClinic(path)) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.json().propertyNames()).containsExactly("affected");
        } else {
            assertThat(answer.status()).as(answer.text()).isEqualTo(422);
            assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("dryRun");
            assertThat(answer.json().at("/errors/0/code").asString()).isEqualTo("UNKNOWN_FIELD");
        }
    }

    @Test
    void aMisspeltRehearsalIsNoRealChange() {
        Call call = recipes.call(
                "PUT /api/v1/policy",
                new Scene(callers, Whose.OWN, callers.people().admin()));
        long before = changes();

        Answer answer = callers.call(callers.people().admin(), "PUT", call.path() + "?dryrun=true", call.body());

        assertThat(answer.status()).isEqualTo(422);
        assertThat(changes()).isEqualTo(before);
    }

    @Test
    void whatADoctorNoLongerOffersNamesTheVisitsOfThatKind() {
        People people = callers.people();
        Caller doctor = callers.doctor(people.location(), people.instantly(), people.onApproval());
        AppointmentView visit = callers.approved(people.patient(), doctor);
        String path = "/api/v1/doctors/" + doctor.person() + "/offers";
        String same = "[{\"typeId\": \"%s\", \"locationId\": \"%s\"}]"
                .formatted(visit.type().value(), visit.location().value());

        assertThat(callers.call(doctor, "PUT", path + "?dryRun=true", same)
                        .json()
                        .path("affected"))
                .isEmpty();
        Answer rehearsal = callers.call(doctor, "PUT", path + "?dryRun=true", "[]");
        assertThat(rehearsal.json().at("/affected/0/id").asString())
                .isEqualTo(visit.id().value().toString());
        assertThat(callers.get(doctor, path).json().path("items")).hasSize(2);

        Answer real = callers.call(doctor, "PUT", path, "[]");
        assertThat(real.json().at("/affected/0/id").asString())
                .isEqualTo(visit.id().value().toString());
        assertThat(callers.get(doctor, path).json().path("items")).isEmpty();
    }

    private static boolean isOfTheClinic(String path) {
        return !path.endsWith("/search")
                && Set.of("locations", "rooms", "appointment-types", "doctors", "patients", "closures", "policy")
                        .contains(path.split("/")[3]);
    }

    /** Whatever is written of the clinic leaves its mark in the audit trail. */
    private long changes() {
        return database.behindTheWalls()
                .sql("select count(*) from audit_entry")
                .query(Long.class)
                .single();
    }
}
