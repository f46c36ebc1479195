package io.muster.ticket.claim;

import io.muster.contracts.Envelope;
import io.muster.contracts.match.MatchProposed;
import io.muster.contracts.match.ProposalEvent;
import io.muster.contracts.match.TicketRef;
import io.muster.runtime.db.Database;
import io.muster.runtime.event.Outgoing;
import io.muster.ticket.lifecycle.TicketLifecycle;
import io.muster.ticket.outcome.OutcomeMetrics;
import io.muster.ticket.store.ClaimStore;
import io.muster.ticket.store.TicketStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Judges a batch of proposals. Those that nothing speaks against are claimed by one statement; whatever is left of the
 * batch is judged under locks, in a transaction of two statements, however many tickets it names.
 */
@ApplicationScoped
public class ClaimService {

    private final Database database;
    private final ClaimStore claims;
    private final TicketStore tickets;
    private final TicketLifecycle lifecycle;
    private final ClaimMetrics metrics;
    private final OutcomeMetrics ticketMetrics;
    private final InstantSource clock;

    public ClaimService(
            Database database,
            ClaimStore claims,
            TicketStore tickets,
            TicketLifecycle lifecycle,
            ClaimMetrics metrics,
            OutcomeMetrics ticketMetrics,
            InstantSource clock) {
        this.database = database;
        this.claims = claims;
        this.tickets = tickets;
        this.lifecycle = lifecycle;
        this.metrics = metrics;
        this.ticketMetrics = ticketMetrics;
        this.clock = clock;
    }

    Uni<List<Outgoing<?>>> claim(List<Envelope<ProposalEvent>> proposals) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return claimWaiting(proposals, now)
                .chain(claimed -> judgeOthers(proposals, claimed, now))
                .map(judged -> {
                    metrics.judged(judged);
                    return judged.stream().flatMap(JudgedProposal::answers).toList();
                });
    }

    /**
     * Claims what waits as it was proposed. The decision is then made on the tickets as they were: it says what is to be
     * told, and the statement has only stored it.
     */
    private Uni<List<JudgedProposal>> claimWaiting(List<Envelope<ProposalEvent>> proposals, Instant now) {
        List<Envelope<ProposalEvent>> first = FirstProposals.of(proposals);
        List<MatchProposed> wanted = first.stream().map(ClaimService::proposed).toList();
        return database.inOneStatement(session -> claims.claim(session, wanted, now))
                .map(found -> {
                    ClaimBatch batch = new ClaimBatch(lifecycle, found, now);
                    List<JudgedProposal> judged = first.stream()
                            .filter(proposal -> found.keySet().containsAll(ticketIds(proposal)))
                            .map(proposal -> judge(batch, proposal))
                            .toList();
                    ticketMetrics.changed(batch.changed());
                    return judged;
                });
    }

    /** They come after the claimed ones: each that names one of their tickets is after them in the batch as well. */
    private Uni<List<JudgedProposal>> judgeOthers(
            List<Envelope<ProposalEvent>> proposals, List<JudgedProposal> claimed, Instant now) {
        if (claimed.size() == proposals.size()) {
            return Uni.createFrom().item(claimed);
        }
        Set<Envelope<ProposalEvent>> done = Collections.newSetFromMap(new IdentityHashMap<>());
        claimed.forEach(judged -> done.add(judged.proposal()));
        List<Envelope<ProposalEvent>> others =
                proposals.stream().filter(proposal -> !done.contains(proposal)).toList();
        return judgeLocked(others, now)
                .map(judged -> Stream.concat(claimed.stream(), judged.stream()).toList());
    }

    private Uni<List<JudgedProposal>> judgeLocked(List<Envelope<ProposalEvent>> proposals, Instant now) {
        List<String> ticketIds = proposals.stream()
                .flatMap(proposal -> ticketIds(proposal).stream())
                .toList();
        return database.inTransaction(session -> tickets.lock(session, ticketIds)
                        .chain(found -> {
                            ClaimBatch batch = new ClaimBatch(lifecycle, found, now);
                            List<JudgedProposal> judged = proposals.stream()
                                    .map(proposal -> judge(batch, proposal))
                                    .toList();
                            return tickets.save(session, batch.changed()).replaceWith(new Done(batch, judged));
                        }))
                .map(done -> {
                    ticketMetrics.changed(done.batch().changed());
                    return done.judged();
                });
    }

    private static JudgedProposal judge(ClaimBatch batch, Envelope<ProposalEvent> proposal) {
        return new JudgedProposal(proposal, batch.decide(proposed(proposal)));
    }

    private static MatchProposed proposed(Envelope<ProposalEvent> proposal) {
        return switch (proposal.event()) {
            case MatchProposed proposed -> proposed;
        };
    }

    private static List<String> ticketIds(Envelope<ProposalEvent> proposal) {
        return proposed(proposal).tickets().stream().map(TicketRef::ticketId).toList();
    }

    private record Done(ClaimBatch batch, List<JudgedProposal> judged) {}
}
