package io.muster.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;

/**
 * Tests with traces, which go to {@link TraceCollector}. A profile, because it is an application of its own for Quarkus: one that
 * is started once more for other resources alone still maps failures by the classes of its first start.
 */
public class TracesOn implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(TraceCollector.class));
    }
}
