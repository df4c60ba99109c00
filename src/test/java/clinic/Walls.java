package clinic;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/**
 * The walls between and inside the modules, as rules about any clinic below a root package; the ones that Spring Modulith
 * knows are not repeated. Allow-lists where a list is needed: what is new is outside until somebody lets it in.
 */
class Walls {

    private static final String[] DATABASE = {
        "java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.postgresql.."
    };

    private final String root;

    Walls(String root) {
        this.root = root;
    }

    /** A domain knows Java, the shared words, the words of its own module and of those it may use. Nothing else. */
    ArchRule aDomainKnowsOnlyWords() {
        return classes().that().resideInAPackage(root + ".*.domain..").should(depend("only on words", (from, to) -> {
            String name = to.getPackageName();
            return (name.startsWith("java.") && !name.startsWith("java.sql"))
                    || name.equals("org.jspecify.annotations")
                    || name.startsWith(root + "." + module(from) + ".domain")
                    || words(module(from)).contains(name);
        }));
    }

    /** Another module is known by its root package alone. */
    ArchRule onlyTheDoorOfAModuleIsUsed() {
        return classes()
                .should(depend(
                        "on other modules by their root package only",
                        (from, to) -> module(to).isEmpty()
                                || module(to).equals(module(from))
                                || to.getPackageName().equals(root + "." + module(to))));
    }

    /** The published language of a deep module could be read without Spring and without a database. */
    ArchRule aDeepModulePublishesOnlyWords(JavaClasses all) {
        String[] roots =
                deepModules(all).stream().map(module -> root + "." + module).toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAnyPackage(roots)
                .and(DescribedPredicate.not(simpleName("package-info")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(DATABASE).or(resideInAnyPackage("org.springframework..")));
    }

    /** A face never uses another. */
    ArchRule facesDoNotKnowEachOther() {
        Set<String> faces = Set.of("web", "api", "fhir");
        return classes()
                .should(depend(
                        "on no other face",
                        (from, to) -> module(from).equals(module(to))
                                || !(faces.contains(module(from)) && faces.contains(module(to)))));
    }

    /** Faces translate, also what fails; what is stored is asked of a module. */
    ArchRule facesDoNotKnowTheDatabase() {
        return noClasses()
                .that()
                .resideInAnyPackage(root + ".web..", root + ".api..", root + ".fhir..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(DATABASE).and(DescribedPredicate.not(assignableTo(Throwable.class))));
    }

    /** The machine's clock is read in one place, so that a test can move the clinic's. */
    ArchRule onlyOnePlaceAsksTheMachineForTheTime() {
        return classes()
                .that()
                .doNotHaveFullyQualifiedName(root + ".platform.TimeConfiguration")
                .should(new ArchCondition<>("take the time from the clock they are given") {
                    @Override
                    public void check(JavaClass from, ConditionEvents events) {
                        from.getAccessesFromSelf().stream()
                                .filter(Walls::asksTheMachine)
                                .forEach(
                                        call -> events.add(SimpleConditionEvent.violated(from, call.getDescription())));
                    }
                });
    }

    /** A transaction is an act of somebody; only the platform opens one, and the library that keeps the sessions. */
    ArchRule onlyThePlatformOpensTransactions() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".platform..")
                .and()
                .doNotHaveFullyQualifiedName(root + ".identity.http.SessionConfiguration")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.springframework.transaction..", "jakarta.transaction..")
                        .and(DescribedPredicate.not(assignableTo(Throwable.class))));
    }

    /** What a doctor's times are made of changes behind the doctor's calendar, so that a booking cannot slip past it. */
    ArchRule onlyAvailabilityChangesWhatTimesAreMadeOf() {
        Set<String> changes = Set.of("setOffers", "addClosure", "removeClosure");
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".availability..")
                .should()
                .callCodeUnitWhere(DescribedPredicate.describe(
                        "it changes offers or closures in the directory",
                        call -> call.getTargetOwner().getName().equals(root + ".directory.Directory")
                                && changes.contains(call.getName())));
    }

    /** Modules that do not list what they may use. Sorted names. */
    Set<String> modulesThatListNothing(JavaClasses all) {
        return modules(all).stream()
                .filter(module -> allowed(module).isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Packages in which null is not declared where it is meant. Sorted names. */
    Set<String> packagesNotNullMarked(JavaClasses all) {
        return all.stream()
                .map(JavaClass::getPackageName)
                .distinct()
                .filter(name -> !name.equals(root))
                .filter(name -> annotation(name, NullMarked.class).isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those with a domain package. */
    Set<String> deepModules(JavaClasses all) {
        return all.stream()
                .filter(one -> one.getPackageName().startsWith(root + "." + module(one) + ".domain"))
                .map(this::module)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> modules(JavaClasses all) {
        return all.stream().map(this::module).filter(name -> !name.isEmpty()).collect(Collectors.toSet());
    }

    /** The first package below the root; empty for classes in the root or outside. */
    private String module(JavaClass one) {
        String name = one.getPackageName();
        return name.startsWith(root + ".") ? name.substring(root.length() + 1).split("\\.")[0] : "";
    }

    /** The root packages whose words a module may use: its own, the shared ones and those it lists. */
    private Set<String> words(String module) {
        return Stream.concat(
                        Stream.of(module, "shared"), allowed(module).stream().flatMap(List::stream))
                .map(name -> root + "." + name)
                .collect(Collectors.toSet());
    }

    private Optional<List<String>> allowed(String module) {
        return annotation(root + "." + module, ApplicationModule.class)
                .map(stated -> List.of(stated.allowedDependencies()))
                .filter(list -> !list.contains(ApplicationModule.OPEN_TOKEN));
    }

    private static <A extends java.lang.annotation.Annotation> Optional<A> annotation(String name, Class<A> type) {
        try {
            return Optional.ofNullable(Class.forName(name + ".package-info").getAnnotation(type));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    private static boolean asksTheMachine(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
            return false;
        }
        boolean givenAClock = target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
        boolean bare = target.getRawParameterTypes().isEmpty();
        return switch (owner) {
            case "java.time.Clock" -> name.startsWith("system") || (name.startsWith("tick") && !givenAClock);
            case "java.lang.System" -> name.equals("currentTimeMillis");
            case "java.util.Date", "java.util.GregorianCalendar" -> name.equals("<init>") && bare;
            case "java.util.Calendar" -> name.equals("getInstance");
            default -> owner.startsWith("java.time.") && name.equals("now") && !givenAClock;
        };
    }

    private static ArchCondition<JavaClass> depend(String how, BiPredicate<JavaClass, JavaClass> allowed) {
        return new ArchCondition<>("depend " + how) {
            @Override
            public void check(JavaClass from, ConditionEvents events) {
                for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                    JavaClass to = dependency.getTargetClass().getBaseComponentType();
                    if (!to.isPrimitive() && !allowed.test(from, to)) {
                        events.add(SimpleConditionEvent.violated(from, dependency.getDescription()));
                    }
                }
            }
        };
    }
}
