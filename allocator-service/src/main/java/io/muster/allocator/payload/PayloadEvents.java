package io.muster.allocator.payload;

import io.muster.allocator.allocation.RuntimeKind;
import io.muster.contracts.Topics;
import io.muster.contracts.payload.PayloadEvent;
import io.muster.contracts.payload.PayloadReady;
import io.muster.contracts.payload.PayloadRemoved;
import io.muster.contracts.payload.Server;
import io.muster.runtime.event.Outgoing;
import io.muster.runtime.id.DerivedIds;
import java.time.Instant;
import java.util.Optional;

/** What others are told about payloads. Ids derive from the payload, so that nothing is told twice under two ids. */
public final class PayloadEvents {

    private PayloadEvents() {}

    /** The payload as a game server that others can connect to. */
    public static Server server(Payload payload) {
        PayloadIdentity identity = payload.identity();
        return new Server(
                identity.serverId(),
                identity.payloadId(),
                identity.allocationId(),
                identity.allocation(),
                identity.region(),
                payload.endpoint().address(),
                payload.endpoint().defaultPort(),
                payload.endpoint().ports());
    }

    /** Whether others may be told something of what became of a payload. */
    static boolean told(PayloadOutcome outcome) {
        return outcome.removed()
                || (outcome.after().identity().runtime() != RuntimeKind.SIMULATED
                        && outcome.became(PayloadState.READY));
    }

    /** Nobody waits for a simulated payload to be ready, and a load test makes thousands a second: not announced. */
    static Optional<Outgoing<PayloadEvent>> ready(PayloadOutcome outcome, Instant now) {
        Payload payload = outcome.after();
        if (outcome.removed() || !told(outcome)) {
            return Optional.empty();
        }
        PayloadEvent event =
                new PayloadReady(payload.identity().namespace(), server(payload), payload.version(), payload.readyAt());
        return Optional.of(outgoing(event, payload, "payload-ready-" + payload.version(), now));
    }

    /** The end of a payload for one of its sessions, or for nobody when the session is null. */
    static Outgoing<PayloadEvent> removed(Payload payload, String sessionId, Instant now) {
        PayloadEvent event = new PayloadRemoved(
                payload.identity().namespace(),
                server(payload),
                payload.version(),
                sessionId,
                payload.exitCode(),
                payload.ending(),
                now);
        return outgoing(event, payload, "payload-removed-" + sessionId, now);
    }

    private static Outgoing<PayloadEvent> outgoing(PayloadEvent event, Payload payload, String purpose, Instant now) {
        return Outgoing.first(Topics.PAYLOADS, event, DerivedIds.of(payload.uid(), purpose), now, null);
    }
}
