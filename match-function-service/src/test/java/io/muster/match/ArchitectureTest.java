package io.muster.match;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.muster.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void keepsTheRulesOfAllServices() {
        ArchitectureRules.check("io.muster.match");
    }

    @Test
    void keepsTheEngineFreeOfEverythingButRules() {
        ArchRuleDefinition.classes()
                .that()
                .resideInAnyPackage("io.muster.match.engine..", "io.muster.match.rules..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "io.muster.match.engine..", "io.muster.match.rules..")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.muster.match"));
    }
}
