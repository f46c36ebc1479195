package io.muster.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/**
 * The rules every service keeps (see docs/architecture.md): the domain is plain Java, edges carry the name of their
 * technology, features do not depend on each other in circles, a service depends on platform modules only, and every
 * resource method says who may call it.
 *
 * <p>Use: {@code ArchitectureRules.check("io.muster.ticket")}.
 */
public final class ArchitectureRules {

    /** How a class says that it is an edge, where a technology meets the domain. */
    private static final List<String> EDGES = List.of(
            "Resource",
            "Store",
            "Channel",
            "Socket",
            "Sockets",
            "Consumer",
            "Publisher",
            "Relay",
            "Sweeper",
            "Timer",
            "Health",
            "Readiness",
            "Metrics",
            "Config",
            "Settings",
            "Filter",
            "Mapper",
            "Producer",
            "Setup",
            "Startup",
            "Client",
            "Runtime",
            "Service",
            "Worker",
            "Body",
            "Json",
            "Page",
            "Listener",
            "Row",
            "Entity",
            "Factory");

    private static final String[] TECHNOLOGY = {
        "io.quarkus..",
        "io.smallrye..",
        "io.vertx..",
        "jakarta..",
        "com.fasterxml.jackson..",
        "org.apache.kafka..",
        "org.hibernate..",
        "org.eclipse.microprofile..",
        "io.micrometer..",
        "io.opentelemetry..",
        "io.netty.."
    };

    private static final String[] SERVICE_PACKAGES = {
        "io.muster.ticket..",
        "io.muster.match..",
        "io.muster.session..",
        "io.muster.backfill..",
        "io.muster.allocator..",
        "io.muster.gateway.."
    };

    private ArchitectureRules() {}

    /**
     * Checks the production classes of one service.
     *
     * @param root package root, such as {@code io.muster.ticket}
     * @throws AssertionError naming every class that breaks a rule
     */
    public static void check(String root) {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(new ImportOption.DoNotIncludeJars())
                .importPackages(root);
        domainIsPlainJava().check(classes);
        domainPackagesArePlainJava().check(classes);
        featuresHaveNoCycles(root).check(classes);
        dependsOnPlatformOnly(root).check(classes);
        AccessRule.everyResourceMethodSaysWhoMayCallIt().check(classes);
    }

    /** Technology appears only in classes whose name tells which edge they are. */
    static ArchRule domainIsPlainJava() {
        return classes()
                .that()
                .areTopLevelClasses()
                .and(dependOnTechnology())
                .should()
                .haveNameMatching(".*(" + String.join("|", EDGES) + ")")
                .allowEmptyShould(true)
                .because("the domain is plain Java, and what touches a technology is named for it");
    }

    /** A package called domain has no exception by name. */
    static ArchRule domainPackagesArePlainJava() {
        return noClasses()
                .that()
                .resideInAPackage("..domain..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(TECHNOLOGY)
                .allowEmptyShould(true)
                .because("the domain must be replayable and testable without a framework");
    }

    static ArchRule featuresHaveNoCycles(String root) {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true);
    }

    static ArchRule dependsOnPlatformOnly(String root) {
        String[] others = List.of(SERVICE_PACKAGES).stream()
                .filter(name -> !name.equals(root + ".."))
                .toArray(String[]::new);
        return noClasses()
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "belong to another service", JavaClass.Predicates.resideInAnyPackage(others)))
                .allowEmptyShould(true)
                .because("services talk through events and HTTP, never through code");
    }

    private static DescribedPredicate<JavaClass> dependOnTechnology() {
        DescribedPredicate<JavaClass> technology = JavaClass.Predicates.resideInAnyPackage(TECHNOLOGY);
        return DescribedPredicate.describe(
                "depend on a technology",
                type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency -> technology.test(dependency.getTargetClass())));
    }
}
