package io.muster.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class ArchitectureRulesTest {

    private static final String FIXTURES = "io.muster.testing.fixture.";

    @Test
    void acceptsATechnologyInAClassThatIsNamedForIt() {
        JavaClasses clean = classes("clean");

        assertThatCode(() -> ArchitectureRules.domainIsPlainJava().check(clean)).doesNotThrowAnyException();
    }

    @Test
    void findsATechnologyInTheDomain() {
        JavaClasses dirty = classes("dirty");

        assertThatThrownBy(() -> ArchitectureRules.domainIsPlainJava().check(dirty))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("io.muster.testing.fixture.dirty.Order");
    }

    @Test
    void findsFeaturesThatDependOnEachOther() {
        JavaClasses circle = classes("circle");

        assertThatThrownBy(() -> ArchitectureRules.featuresHaveNoCycles(FIXTURES + "circle")
                        .check(circle))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Cycle detected");
    }

    private static JavaClasses classes(String fixture) {
        return new ClassFileImporter().importPackages(FIXTURES + fixture);
    }
}
