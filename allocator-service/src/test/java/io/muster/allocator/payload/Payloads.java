package io.muster.allocator.payload;

import io.muster.allocator.allocation.RuntimeKind;
import io.muster.allocator.allocation.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Payloads for tests. */
public final class Payloads {

    public static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    public static final PayloadTerms TERMS = new PayloadTerms(
            Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofSeconds(60));

    private Payloads() {}

    public static Payload created(String uid) {
        return created(uid, RuntimeKind.PROCESS, 1);
    }

    public static Payload created(String uid, RuntimeKind runtime, int seats) {
        PayloadIdentity identity = new PayloadIdentity(
                uid,
                "8hhtn-fvpvq",
                "game",
                "allocation-1",
                "default",
                "eu",
                runtime,
                "node-1",
                1,
                Simulation.DEFAULT,
                0,
                NOW);
        return Payload.created(identity, Metadata.NONE, seats);
    }

    public static Payload starting(String uid) {
        return after(
                created(uid),
                new PayloadCommand.Prepare(new Endpoint("127.0.0.1", Map.of("default", 7000))),
                new PayloadCommand.Launch());
    }

    public static Payload ready(String uid) {
        return after(starting(uid), new PayloadCommand.ReportReady());
    }

    public static Payload ready(String uid, Map<String, String> labels) {
        return after(ready(uid), new PayloadCommand.SetMetadata(new Metadata(labels, Map.of())));
    }

    public static Payload ready(String uid, int seats) {
        return after(
                created(uid, RuntimeKind.PROCESS, seats),
                new PayloadCommand.Prepare(new Endpoint("127.0.0.1", Map.of("default", 7000))),
                new PayloadCommand.Launch(),
                new PayloadCommand.ReportReady());
    }

    public static Payload reserved(String uid) {
        return after(ready(uid), reserve("session-" + uid));
    }

    public static PayloadCommand.Reserve reserve(String sessionId) {
        return new PayloadCommand.Reserve(new Hold("r-" + sessionId, sessionId, NOW), Metadata.NONE, false);
    }

    public static Payload after(Payload payload, PayloadCommand... commands) {
        Payload result = payload;
        for (PayloadCommand command : List.of(commands)) {
            PayloadDecision decision = PayloadLifecycle.decide(result, command, TERMS, NOW);
            if (!decision.accepted()) {
                throw new IllegalStateException(decision.reply().toString());
            }
            result = PayloadLifecycle.applyAll(result, decision.changes());
        }
        return result;
    }
}
