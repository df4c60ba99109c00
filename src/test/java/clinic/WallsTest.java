package clinic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.FailureReport;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/**
 * The modules keep to their walls. Each rule is also held against the clinic below {@code wrong}, which breaks it, and
 * must name the class that does: a rule that cannot fail guards nothing.
 */
class WallsTest {

    private static final JavaClasses CLINIC = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("clinic");
    private static final JavaClasses WRONG = new ClassFileImporter().importPackages("wrong");

    private final Walls walls = new Walls("clinic");
    private final Walls wrong = new Walls("wrong");

    @Test
    void modulesUseOnlyWhatTheyListAndNeverInACircle() {
        ApplicationModules.of(ClinicApplication.class).verify();

        assertThatThrownBy(
                        () -> ApplicationModules.of("wrong", everything -> true).verify())
                .hasMessageContaining("wrong.api")
                .hasMessageContaining("UsesTheOtherFace");
    }

    @Test
    void everyModuleListsWhatItMayUse() {
        assertThat(walls.modulesThatListNothing(CLINIC)).isEmpty();

        assertThat(wrong.modulesThatListNothing(WRONG)).contains("lonely").doesNotContain("booking");
    }

    @Test
    void everyPackageDeclaresWhereNullIsMeant() {
        assertThat(walls.packagesNotNullMarked(CLINIC)).isEmpty();

        assertThat(wrong.packagesNotNullMarked(WRONG)).contains("wrong.lonely");
    }

    @Test
    void aDomainKnowsOnlyWords() {
        holds(Walls::aDomainKnowsOnlyWords);

        breaks(Walls::aDomainKnowsOnlyWords, "KnowsSpring", "KnowsTheDriver", "KnowsItsAdapter");
    }

    @Test
    void onlyTheDoorOfAModuleIsUsed() {
        holds(Walls::onlyTheDoorOfAModuleIsUsed);

        breaks(Walls::onlyTheDoorOfAModuleIsUsed, "UsesTheInside");
    }

    @Test
    void aDeepModulePublishesOnlyWords() {
        assertThat(walls.deepModules(CLINIC)).contains("availability", "booking");
        holds(built -> built.aDeepModulePublishesOnlyWords(CLINIC));

        breaks(built -> built.aDeepModulePublishesOnlyWords(WRONG), "SpeaksSql");
    }

    @Test
    void facesDoNotKnowEachOther() {
        holds(Walls::facesDoNotKnowEachOther);

        breaks(Walls::facesDoNotKnowEachOther, "UsesTheOtherFace");
    }

    @Test
    void facesDoNotKnowTheDatabase() {
        holds(Walls::facesDoNotKnowTheDatabase);

        breaks(Walls::facesDoNotKnowTheDatabase, "AsksTheDatabase");
    }

    @Test
    void onlyOnePlaceAsksTheMachineForTheTime() {
        holds(Walls::onlyOnePlaceAsksTheMachineForTheTime);

        breaks(
                Walls::onlyOnePlaceAsksTheMachineForTheTime,
                "AsksTheMachine.now()",
                "AsksTheMachine.later()",
                "AsksTheMachine.today()",
                "AsksTheMachine.clock()",
                "AsksTheMachine.millis()",
                "AsksTheMachine.date()");
        assertThat(report(Walls::onlyOnePlaceAsksTheMachineForTheTime).toString())
                .doesNotContain("AsksTheMachine.allowed");
    }

    @Test
    void onlyThePlatformOpensTransactions() {
        holds(Walls::onlyThePlatformOpensTransactions);

        breaks(Walls::onlyThePlatformOpensTransactions, "OpensItsOwnTransaction", "IsTransactional");
    }

    @Test
    void onlyAvailabilityChangesWhatTimesAreMadeOf() {
        holds(Walls::onlyAvailabilityChangesWhatTimesAreMadeOf);

        breaks(Walls::onlyAvailabilityChangesWhatTimesAreMadeOf, "ChangesOffersPastTheCalendar");
    }

    private void holds(Function<Walls, ArchRule> rule) {
        rule.apply(walls).check(CLINIC);
    }

    private void breaks(Function<Walls, ArchRule> rule, String... culprits) {
        assertThat(report(rule).toString()).contains(culprits);
    }

    private FailureReport report(Function<Walls, ArchRule> rule) {
        return rule.apply(wrong).evaluate(WRONG).getFailureReport();
    }
}
