package io.muster.session.lifecycle;

import io.muster.contracts.Envelope;
import io.muster.contracts.backfill.BackfillApproved;
import io.muster.contracts.backfill.BackfillClosed;
import io.muster.contracts.backfill.BackfillCreated;
import io.muster.contracts.backfill.BackfillEvent;
import io.muster.contracts.backfill.BackfillProposed;
import io.muster.contracts.backfill.BackfillRejected;
import io.muster.contracts.backfill.BackfillUpdated;
import io.muster.runtime.event.EventHandler;
import io.muster.runtime.event.Outgoing;
import io.muster.session.game.GameSession;
import io.muster.session.game.SessionCommand;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What backfill-service says: a session's open seats are being filled, are filled, or no longer are. */
@ApplicationScoped
class BackfillService implements EventHandler<BackfillEvent> {

    private final FollowUpService followUps;

    BackfillService(FollowUpService followUps) {
        this.followUps = followUps;
    }

    @Override
    public Uni<List<Outgoing<?>>> handle(List<Envelope<BackfillEvent>> events) {
        return followUps.handle(events, BackfillService::sessionOf, BackfillService::decide);
    }

    private static String sessionOf(BackfillEvent event) {
        return switch (event) {
            case BackfillCreated created -> created.state().sessionId();
            case BackfillApproved approved -> approved.state().sessionId();
            case BackfillClosed closed -> closed.state().sessionId();
            case BackfillUpdated _ -> null;
            case BackfillProposed _ -> null;
            case BackfillRejected _ -> null;
        };
    }

    private static void decide(SessionBatch batch, Envelope<BackfillEvent> envelope) {
        String sessionId = sessionOf(envelope.event());
        switch (envelope.event()) {
            case BackfillCreated created ->
                batch.remember(envelope, sessionId, session -> session.withBackfillTicket(created.backfillId()));
            case BackfillApproved approved ->
                batch.command(
                        envelope,
                        sessionId,
                        new SessionCommand.AddTickets(approved.accepted(), approved.teams(), approved.approvedAt()));
            case BackfillClosed closed ->
                batch.remember(envelope, sessionId, session -> without(session, closed.backfillId()));
            case BackfillUpdated _ -> throw irrelevant();
            case BackfillProposed _ -> throw irrelevant();
            case BackfillRejected _ -> throw irrelevant();
        }
    }

    /** A session may have got another backfill ticket since. */
    private static GameSession without(GameSession session, String backfillId) {
        return backfillId.equals(session.state().backfillTicketId()) ? session.withBackfillTicket(null) : session;
    }

    private static IllegalArgumentException irrelevant() {
        return new IllegalArgumentException("changes no session");
    }
}
