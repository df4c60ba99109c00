package clinic.booking.domain;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import clinic.booking.Party;
import clinic.booking.Step;
import clinic.booking.domain.Lifecycle.Beginning;
import clinic.booking.domain.Lifecycle.Row;
import clinic.shared.Actor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The picture in the documents is drawn from the table. To draw it again: {@code -Dclinic.draw=true}. */
class LifecycleDiagramTest {

    private static final Path PICTURE = Path.of("docs", "lifecycle.md");

    @Test
    void thePictureInTheDocumentsIsTheTableOfTheCode() throws IOException {
        String drawn = draw();
        if (Boolean.getBoolean("clinic.draw")) {
            Files.writeString(PICTURE, drawn);
        }
        assertThat(PICTURE)
                .as("drawn again by: ./mvnw test -Dtest=LifecycleDiagramTest -Dclinic.draw=true")
                .hasContent(drawn);
    }

    private static String draw() {
        return """
                # The life of an appointment

                Drawn from `clinic.booking.domain.Lifecycle` by `LifecycleDiagramTest`, which fails when this page is stale. The
                database refuses every other step too.

                ```mermaid
                stateDiagram-v2
                %s
                ```

                An admin may delete an appointment in any state, with a reason: it is gone from every list, its time is free, its row,
                history and audit entries stay.

                | from | step | to | who | only while it waits for |
                | --- | --- | --- | --- | --- |
                %s

                While it stands, its doctor and admins note beside the state that the patient has arrived and that the visit has
                begun.

                What else must hold (it has begun, the cut-off, the grace period, a reason) is in `clinic.booking.domain.StepRules`.
                """.formatted(arrows(), rows());
    }

    private static String arrows() {
        StringBuilder arrows = new StringBuilder();
        for (Beginning beginning : Lifecycle.BEGINNINGS) {
            arrows.append("  [*] --> %s: %s%n".formatted(beginning.status(), roles(beginning.by())));
        }
        new TreeMap<>(Lifecycle.ROWS.stream()
                        .filter(row -> row.step() != Step.DELETE)
                        .collect(groupingBy(
                                row -> row.from().ordinal() * 100 + row.to().ordinal())))
                .values()
                .forEach(rows -> arrows.append("  %s --> %s: %s%n"
                        .formatted(rows.getFirst().from(), rows.getFirst().to(), steps(rows))));
        return arrows.toString().replace("\r", "").stripTrailing();
    }

    private static String steps(List<Row> rows) {
        return rows.stream().map(row -> word(row.step())).distinct().collect(joining(" or "));
    }

    private static String rows() {
        return Lifecycle.ROWS.stream()
                .map(row -> "| %s | %s | %s | %s | %s |"
                        .formatted(row.from(), word(row.step()), row.to(), roles(row.by()), waitsFor(row.awaiting())))
                .collect(joining("\n"));
    }

    private static String roles(Collection<Actor.Role> roles) {
        return roles.stream().sorted().map(LifecycleDiagramTest::word).collect(joining(", "));
    }

    private static String waitsFor(@Nullable Party party) {
        return party == null ? "" : "the " + word(party);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
