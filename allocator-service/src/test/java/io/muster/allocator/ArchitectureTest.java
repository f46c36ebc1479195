package io.muster.allocator;

import io.muster.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void keepsTheRulesOfEveryService() {
        ArchitectureRules.check("io.muster.allocator");
    }
}
