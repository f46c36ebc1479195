package io.muster.backfill;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Proposals that expire while a test waits, but not while it works. */
public class FastTimes implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("muster.backfill.proposal-life", "PT6S", "muster.backfill.sweep-interval", "PT0.1S");
    }
}
