package io.muster.session.lifecycle;

import io.muster.contracts.Envelope;
import io.muster.contracts.payload.PayloadEvent;
import io.muster.contracts.payload.PayloadReady;
import io.muster.contracts.payload.PayloadRemoved;
import io.muster.contracts.payload.PayloadReserved;
import io.muster.contracts.payload.ReservationFailed;
import io.muster.runtime.event.EventHandler;
import io.muster.runtime.event.Outgoing;
import io.muster.session.game.SessionCommand;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What the allocator says: a session has its server, gets none, or lost the one it had. */
@ApplicationScoped
class PayloadService implements EventHandler<PayloadEvent> {

    private static final String CRASHED = "crashed";

    private final FollowUpService followUps;

    PayloadService(FollowUpService followUps) {
        this.followUps = followUps;
    }

    @Override
    public Uni<List<Outgoing<?>>> handle(List<Envelope<PayloadEvent>> events) {
        return followUps.handle(events, PayloadService::sessionOf, PayloadService::decide);
    }

    private static String sessionOf(PayloadEvent event) {
        return switch (event) {
            case PayloadReady _ -> null;
            case PayloadReserved reserved -> reserved.sessionId();
            case ReservationFailed failed -> failed.sessionId();
            case PayloadRemoved removed -> removed.sessionId();
        };
    }

    private static void decide(SessionBatch batch, Envelope<PayloadEvent> envelope) {
        PayloadEvent event = envelope.event();
        batch.command(envelope, sessionOf(event), command(event));
    }

    private static SessionCommand command(PayloadEvent event) {
        return switch (event) {
            case PayloadReserved reserved -> new SessionCommand.Claim(reserved.server(), reserved.reservedAt());
            case ReservationFailed failed ->
                new SessionCommand.Fail(failed.reason(), failed.message(), failed.failedAt());
            case PayloadRemoved removed ->
                new SessionCommand.LoseServer(
                        removed.server().serverId(), CRASHED.equals(removed.reason()), removed.removedAt());
            case PayloadReady _ -> throw new IllegalArgumentException("is about no session");
        };
    }
}
