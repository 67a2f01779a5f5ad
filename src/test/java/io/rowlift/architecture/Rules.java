package io.rowlift.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What Rowlift's packages may know of each other and of the libraries.
 *
 * @param base the package that the features are in; another one than Rowlift's own for the canary
 */
record Rules(String base) {

    /** The features, from the bottom up, each with those that it may import. */
    private static final Map<String, Set<String>> LAYERS = Map.ofEntries(
            Map.entry("problem", Set.of()),
            Map.entry("schema", Set.of("problem")),
            Map.entry("mapping", Set.of("problem", "schema")),
            Map.entry("plan", Set.of("problem", "schema", "mapping")),
            Map.entry("copy", Set.of("problem", "schema", "mapping", "plan")),
            Map.entry("keys", Set.of("problem", "schema", "mapping")),
            Map.entry("config", Set.of("problem", "schema", "mapping", "plan", "copy")),
            Map.entry("source", Set.of("problem", "schema", "mapping", "plan", "copy")),
            Map.entry("target", Set.of("problem", "schema", "mapping", "plan", "copy")),
            Map.entry("job", allBut("cli")),
            Map.entry("sync", allBut("cli", "config")),
            Map.entry("verify", allBut("cli", "config")),
            Map.entry("suggest", Set.of("problem", "schema", "mapping", "plan", "copy")),
            Map.entry("validate", Set.of("problem", "schema", "mapping", "keys", "plan", "copy", "source", "target")),
            Map.entry("report", allBut("cli", "config")),
            Map.entry("cli", allBut()));

    private static final Set<String> JAVA_BASE = Object.class.getModule().getPackages();

    private static Set<String> allBut(String... features) {
        Set<String> all = new TreeSet<>(List.of(
                "problem",
                "schema",
                "mapping",
                "keys",
                "plan",
                "copy",
                "config",
                "source",
                "target",
                "job",
                "sync",
                "verify",
                "suggest",
                "validate",
                "report",
                "cli"));
        all.removeAll(List.of(features));
        return all;
    }

    /** Every feature has its place among the layers: a new one is added there, deliberately. */
    ArchRule everyFeatureIsALayer() {
        return classes()
                .that(describe("are Rowlift's", type -> !type.getPackageName().equals(base)))
                .should()
                .resideInAnyPackage(packages(LAYERS.keySet()))
                .allowEmptyShould(true);
    }

    ArchRule layers() {
        List<ArchRule> rules = new ArrayList<>();
        LAYERS.forEach((feature, imports) -> {
            Set<String> forbidden = new TreeSet<>(LAYERS.keySet());
            forbidden.removeAll(imports);
            forbidden.remove(feature);
            if (!forbidden.isEmpty()) {
                rules.add(noClasses()
                        .that()
                        .resideInAPackage(feature(feature))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(packages(forbidden))
                        .allowEmptyShould(true));
            }
        });
        return CompositeArchRule.of(rules).allowEmptyShould(true);
    }

    /** Not even the rest of the JDK: no JDBC, no logging. */
    ArchRule pureCore() {
        return classes()
                .that()
                .resideInAnyPackage(packages(Set.of("problem", "schema", "plan")))
                .should()
                .onlyDependOnClassesThat(isJavaBase().or(resideInAnyPackage(base + "..", "org.jspecify..")))
                .allowEmptyShould(true);
    }

    ArchRule pureMapping() {
        return classes()
                .that()
                .resideInAPackage(feature("mapping"))
                .should()
                .onlyDependOnClassesThat(isJavaBase()
                        .or(resideInAnyPackage(base + "..", "org.jspecify..", "com.fasterxml.jackson.core..")))
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> isJavaBase() {
        return describe("are in java.base", type -> {
            JavaClass element = type.getBaseComponentType();
            return element.isPrimitive() || JAVA_BASE.contains(element.getPackageName());
        });
    }

    ArchRule onlyJobUsesSpring() {
        return onlyFeatureUses("job", "org.springframework..");
    }

    ArchRule onlyDynamoDbUsesTheAwsSdk() {
        return onlyFeatureUses("target.dynamodb", "software.amazon..");
    }

    ArchRule onlyConfigUsesYaml() {
        return onlyFeatureUses("config", "org.snakeyaml..");
    }

    private ArchRule onlyFeatureUses(String feature, String library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(feature(feature))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .allowEmptyShould(true);
    }

    ArchRule onlyTheCommandLineUsesPicocli() {
        return noClasses()
                .that(areNotTheCommandLine())
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .allowEmptyShould(true);
    }

    ArchRule onlyTheCommandLinePrintsAndExits() {
        return noClasses()
                .that(areNotTheCommandLine())
                .should()
                .accessTargetWhere(describe("prints or exits", Rules::printsOrExits))
                .allowEmptyShould(true);
    }

    private static boolean printsOrExits(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(System.class)
                && Set.of("out", "err", "exit").contains(access.getTarget().getName());
    }

    private DescribedPredicate<JavaClass> areNotTheCommandLine() {
        return describe(
                "are neither Main nor in cli",
                type -> !type.getName().equals(base + ".Main")
                        && !(type.getPackageName() + ".").startsWith(base + ".cli."));
    }

    /** Calls, not mentions: a {@link javax.sql.DataSource} has to name the logger that it does not have. */
    ArchRule noJavaUtilLogging() {
        return noClasses()
                .should()
                .accessClassesThat()
                .resideInAPackage("java.util.logging..")
                .allowEmptyShould(true);
    }

    ArchRule noCycles() {
        return slices().matching(base + ".(**)").should().beFreeOfCycles().allowEmptyShould(true);
    }

    /** What the databases of one side share is in {@code jdbc}. */
    ArchRule databasesDoNotKnowEachOther() {
        return classes()
                .should(new ArchCondition<>("not use another database's classes of the same side") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        type.getDirectDependenciesFromSelf().stream()
                                .filter(dependency -> areRivals(type, dependency.getTargetClass()))
                                .forEach(dependency -> events.add(
                                        SimpleConditionEvent.violated(dependency, dependency.getDescription())));
                    }
                })
                .allowEmptyShould(true);
    }

    private boolean areRivals(JavaClass one, JavaClass other) {
        return Set.of("source", "target").stream().anyMatch(side -> {
            String from = database(side, one);
            String to = database(side, other);
            return !from.isEmpty() && !to.isEmpty() && !to.equals("jdbc") && !from.equals(to);
        });
    }

    /** A class that knows a database of each side is a class per pair, except the one place where a run is wired. */
    ArchRule atMostOneClassKnowsDatabasesOfBothSides() {
        return classes()
                .should(new ArchCondition<>("not be the second class that uses databases of both sides") {
                    private final Set<String> seen = new TreeSet<>();

                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        if (uses("source", type) && uses("target", type)) {
                            seen.add(type.getName());
                        }
                    }

                    @Override
                    public void finish(ConditionEvents events) {
                        if (seen.size() > 1) {
                            events.add(
                                    SimpleConditionEvent.violated(seen, "databases of both sides are used by " + seen));
                        }
                    }
                })
                .allowEmptyShould(true);
    }

    private boolean uses(String side, JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> database(side, dependency.getTargetClass()))
                .anyMatch(database -> !database.isEmpty() && !database.equals("jdbc"));
    }

    /** {@code postgres} for a class of {@code source.postgres}; empty elsewhere. */
    private String database(String side, JavaClass type) {
        String prefix = base + "." + side + ".";
        String name = type.getPackageName();
        return name.startsWith(prefix) ? name.substring(prefix.length()).split("\\.", 2)[0] : "";
    }

    ArchRule plainNames() {
        return noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl)(\\$.*)?")
                .orShould()
                .haveNameMatching(".*[.$](Abstract|Default)[A-Z][^.]*")
                .allowEmptyShould(true);
    }

    private String feature(String name) {
        return base + "." + name + "..";
    }

    private String[] packages(Set<String> features) {
        return features.stream().map(this::feature).toArray(String[]::new);
    }
}
