package io.muster.session;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.muster.contracts.session.SessionClaimed;
import io.muster.contracts.session.SessionCreated;
import io.muster.contracts.session.SessionEnded;
import io.muster.contracts.session.SessionEvent;
import io.muster.contracts.session.SessionFailed;
import io.muster.contracts.session.SessionMembersChanged;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/**
 * Counts what happens to sessions: {@code muster_session_changes_total} by kind of change, and {@code
 * muster_session_claim_seconds}, the time from the claimed match to the reserved game server.
 */
@ApplicationScoped
public class SessionMetrics {

    private static final String CHANGES = "muster.session.changes";

    private final MeterRegistry registry;
    private final Timer claim;

    SessionMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.claim = Timer.builder("muster.session.claim")
                .description("From the claimed match to the reserved game server")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(30))
                .register(registry);
    }

    /** Counts events that report a change; repeats are not counted. */
    public void published(List<SessionEvent> events) {
        events.forEach(this::count);
    }

    private void count(SessionEvent event) {
        switch (event) {
            case SessionCreated _ -> count("created", "none");
            case SessionClaimed claimed -> {
                count("claimed", "none");
                claim.record(Duration.between(claimed.state().createdAt(), claimed.claimedAt()));
            }
            case SessionMembersChanged _ -> count("members-changed", "none");
            case SessionEnded ended -> count("ended", ended.reason());
            case SessionFailed failed -> count("failed", failed.reason());
        }
    }

    private void count(String change, String reason) {
        registry.counter(CHANGES, "change", change, "reason", reason).increment();
    }
}
