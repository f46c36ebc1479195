package io.muster.ticket.claim;

import io.muster.contracts.Envelope;
import io.muster.contracts.match.MatchProposed;
import io.muster.contracts.match.ProposalEvent;
import io.muster.contracts.match.TicketRef;
import io.muster.runtime.db.Database;
import io.muster.runtime.event.Outgoing;
import io.muster.ticket.lifecycle.TicketLifecycle;
import io.muster.ticket.outcome.OutcomeMetrics;
import io.muster.ticket.store.TicketStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** Judges a batch of proposals in one transaction of two statements, however many tickets they name. */
@ApplicationScoped
public class ClaimService {

    private final Database database;
    private final TicketStore store;
    private final TicketLifecycle lifecycle;
    private final ClaimMetrics metrics;
    private final OutcomeMetrics ticketMetrics;
    private final InstantSource clock;

    public ClaimService(
            Database database,
            TicketStore store,
            TicketLifecycle lifecycle,
            ClaimMetrics metrics,
            OutcomeMetrics ticketMetrics,
            InstantSource clock) {
        this.database = database;
        this.store = store;
        this.lifecycle = lifecycle;
        this.metrics = metrics;
        this.ticketMetrics = ticketMetrics;
        this.clock = clock;
    }

    Uni<List<Outgoing<?>>> claim(List<Envelope<ProposalEvent>> proposals) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<String> ticketIds = proposals.stream()
                .flatMap(proposal -> ticketIds(proposal.event()))
                .toList();
        return database.inTransaction(session -> store.lock(session, ticketIds).chain(tickets -> {
                    ClaimBatch batch = new ClaimBatch(lifecycle, tickets, now);
                    List<JudgedProposal> judged = proposals.stream()
                            .map(proposal -> judge(batch, proposal))
                            .toList();
                    return store.save(session, batch.changed()).replaceWith(new Done(batch, judged));
                }))
                .map(this::answer);
    }

    private static Stream<String> ticketIds(ProposalEvent proposal) {
        return switch (proposal) {
            case MatchProposed proposed -> proposed.tickets().stream().map(TicketRef::ticketId);
        };
    }

    private static JudgedProposal judge(ClaimBatch batch, Envelope<ProposalEvent> proposal) {
        return switch (proposal.event()) {
            case MatchProposed proposed -> new JudgedProposal(proposal, batch.decide(proposed));
        };
    }

    private List<Outgoing<?>> answer(Done done) {
        ticketMetrics.changed(done.batch().changed());
        metrics.judged(done.judged());
        return done.judged().stream().flatMap(JudgedProposal::answers).toList();
    }

    private record Done(ClaimBatch batch, List<JudgedProposal> judged) {}
}
