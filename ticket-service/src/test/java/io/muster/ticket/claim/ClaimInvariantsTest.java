package io.muster.ticket.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.match.MatchProposed;
import io.muster.contracts.match.TicketRef;
import io.muster.contracts.ticket.TicketClaimed;
import io.muster.contracts.ticket.TicketEvent;
import io.muster.runtime.id.DerivedIds;
import io.muster.ticket.Samples;
import io.muster.ticket.lifecycle.Decision;
import io.muster.ticket.lifecycle.Ticket;
import io.muster.ticket.lifecycle.TicketCommand;
import io.muster.ticket.lifecycle.TicketLifecycle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What must hold whatever proposals, cancellations, assignments and returns come, in whatever order and how often. */
class ClaimInvariantsTest {

    private static final int TICKETS = 5;

    /** One thing that happens. */
    sealed interface Step {

        record Propose(Set<Integer> tickets, int staleness, boolean replay) implements Step {}

        record Cancel(int ticket) implements Step {}

        record Expire(int ticket, int seconds) implements Step {}

        record Assign(int match) implements Step {}

        record GiveBack(int match, boolean noServer) implements Step {}
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<Integer> ticket = Arbitraries.integers().between(0, TICKETS - 1);
        Arbitrary<Integer> match = Arbitraries.integers().between(0, 30);
        Arbitrary<Step> propose = Combinators.combine(
                        ticket.set().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.frequency(Tuple.of(8, 0), Tuple.of(1, 1), Tuple.of(1, -1)),
                        Arbitraries.of(false, false, true))
                .as(Step.Propose::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(6, propose),
                        Tuple.of(1, ticket.map(Step.Cancel::new)),
                        Tuple.of(
                                1,
                                Combinators.combine(
                                                ticket, Arbitraries.integers().between(0, 90))
                                        .as(Step.Expire::new)),
                        Tuple.of(2, match.map(Step.Assign::new)),
                        Tuple.of(
                                2,
                                Combinators.combine(match, Arbitraries.of(true, false))
                                        .as(Step.GiveBack::new)))
                .list()
                .ofMaxSize(40);
    }

    @Property(tries = 500)
    void putsNoTicketIntoTwoMatchesAtOnce(@ForAll("histories") List<Step> history) {
        World world = new World();
        for (Step step : history) {
            Map<String, Ticket> before = Map.copyOf(world.tickets);
            world.play(step);
            world.tickets.values().stream()
                    .filter(after ->
                            !after.claim().equals(before.get(after.id()).claim()))
                    .filter(after -> after.claim().isPresent())
                    .forEach(after -> assertThat(before.get(after.id()).claim())
                            .as(after.id())
                            .isEmpty());
        }
    }

    @Property(tries = 500)
    void claimsAllTicketsOfProposalOrNone(@ForAll("histories") List<Step> history) {
        World world = new World();
        for (Step step : history) {
            Map<String, Ticket> before = Map.copyOf(world.tickets);
            world.play(step);
            if (step instanceof Step.Propose) {
                long changed = world.tickets.values().stream()
                        .filter(ticket -> before.get(ticket.id()).version() != ticket.version())
                        .count();
                assertThat(changed).isIn(0L, (long) world.lastProposal.tickets().size());
            }
        }
    }

    @Property(tries = 500)
    void raisesVersionsByOneAndNeverLeavesAnEnd(@ForAll("histories") List<Step> history) {
        World world = new World();
        for (Step step : history) {
            Map<String, Ticket> before = Map.copyOf(world.tickets);
            world.play(step);
            world.tickets.values().forEach(after -> {
                Ticket earlier = before.get(after.id());
                assertThat(after.version() - earlier.version()).isBetween(0L, 1L);
                if (earlier.state().ended()) {
                    assertThat(after).isEqualTo(earlier);
                }
                assertThat(after.returns()).isLessThanOrEqualTo(3);
            });
        }
    }

    @Property(tries = 500)
    void repeatsClaimsOfReplayedProposalsExactly(@ForAll("histories") List<Step> history) {
        World world = new World();
        history.forEach(world::play);

        world.claims.forEach((matchId, events) -> assertThat(new HashSet<>(events))
                .as("claims of match %s", matchId)
                .hasSize(world.accepted.get(matchId).size()));
    }

    @Property(tries = 200)
    void givesTheSameEventsForTheSameHistory(@ForAll("histories") List<Step> history) {
        World first = new World();
        World second = new World();
        history.forEach(first::play);
        history.forEach(second::play);

        assertThat(second.published).isEqualTo(first.published);
        assertThat(second.tickets.values().stream().map(Ticket::state).toList())
                .isEqualTo(first.tickets.values().stream().map(Ticket::state).toList());
    }

    /** The tickets and everything that was said about them. */
    private static final class World {

        private final TicketLifecycle lifecycle = new TicketLifecycle(3);
        private final Map<String, Ticket> tickets = new HashMap<>();
        private final List<MatchProposed> proposals = new ArrayList<>();
        private final Map<String, Set<String>> accepted = new HashMap<>();
        private final Map<String, List<TicketEvent>> claims = new HashMap<>();
        private final List<TicketEvent> published = new ArrayList<>();
        private MatchProposed lastProposal;
        private Instant now = Samples.CREATED;

        World() {
            for (int i = 0; i < TICKETS; i++) {
                tickets.put("t" + i, Samples.ticket("t" + i));
            }
        }

        void play(Step step) {
            now = now.plusMillis(100);
            switch (step) {
                case Step.Propose propose -> propose(propose);
                case Step.Cancel cancel -> command("t" + cancel.ticket(), new TicketCommand.Cancel("p", now));
                case Step.Expire expire ->
                    command(
                            "t" + expire.ticket(),
                            new TicketCommand.Expire(Samples.CREATED.plusSeconds(expire.seconds())));
                case Step.Assign assign ->
                    outcome(assign.match(), matchId -> new TicketCommand.Assign(matchId, "s", "192.0.2.1:1", now));
                case Step.GiveBack back ->
                    outcome(
                            back.match(),
                            matchId -> new TicketCommand.Return(
                                    matchId, back.noServer() ? "no-server" : "backfill-expired", "none", now));
            }
        }

        private void propose(Step.Propose propose) {
            MatchProposed proposal = propose.replay() && !proposals.isEmpty()
                    ? proposals.get(propose.tickets().iterator().next() % proposals.size())
                    : newProposal(propose);
            lastProposal = proposal;
            ClaimBatch batch = new ClaimBatch(lifecycle, tickets, now);
            ClaimOutcome outcome = batch.decide(proposal);
            batch.changed().forEach(ticket -> tickets.put(ticket.id(), ticket));
            published.addAll(outcome.ticketEvents());
            if (outcome instanceof ClaimOutcome.Accepted taken) {
                accepted.put(taken.match().matchId(), Set.copyOf(ids(proposal)));
                claims.computeIfAbsent(taken.match().matchId(), _ -> new ArrayList<>())
                        .addAll(taken.ticketEvents());
                assertThat(taken.ticketEvents()).allMatch(TicketClaimed.class::isInstance);
            }
        }

        private MatchProposed newProposal(Step.Propose propose) {
            TicketRef[] refs = propose.tickets().stream()
                    .sorted()
                    .map(number -> tickets.get("t" + number))
                    .map(ticket -> new TicketRef(ticket.id(), ticket.version() + propose.staleness()))
                    .toArray(TicketRef[]::new);
            MatchProposed proposal =
                    Samples.proposal(DerivedIds.of(List.of(refs).toString(), "proposal"), refs);
            proposals.add(proposal);
            return proposal;
        }

        private static List<String> ids(MatchProposed proposal) {
            return proposal.tickets().stream().map(TicketRef::ticketId).toList();
        }

        private void outcome(int number, Function<String, TicketCommand> command) {
            List<String> matches = accepted.keySet().stream().sorted().toList();
            if (!matches.isEmpty()) {
                String matchId = matches.get(number % matches.size());
                accepted.get(matchId).stream().sorted().forEach(id -> command(id, command.apply(matchId)));
            }
        }

        private void command(String ticketId, TicketCommand command) {
            Ticket ticket = tickets.get(ticketId);
            Decision decision = lifecycle.decide(ticket, command);
            published.add(decision.event());
            if (decision instanceof Decision.Changed(TicketEvent event)) {
                tickets.put(ticketId, ticket.apply(event));
            }
        }
    }
}
