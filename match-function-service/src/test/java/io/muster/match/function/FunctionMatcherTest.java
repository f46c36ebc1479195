package io.muster.match.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.Pool;
import io.muster.match.engine.Found;
import io.muster.match.engine.OpenSeats;
import io.muster.match.engine.OpenSeats.SeatedTeam;
import io.muster.match.engine.RuleSet;
import io.muster.match.engine.TicketData;
import io.muster.match.engine.TicketData.PlayerData;
import io.muster.match.engine.WaitingTicket;
import io.muster.match.function.FunctionAnswer.Failed;
import io.muster.match.function.FunctionAnswer.Proposed;
import io.muster.match.function.FunctionFailure.Kind;
import io.muster.match.function.FunctionProposal.ProposedTeam;
import io.muster.match.rules.CountRange;
import io.muster.match.rules.Hosting;
import io.muster.match.rules.MatchDefinition;
import io.muster.match.rules.PoolDefinition;
import io.muster.match.rules.TeamDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class FunctionMatcherTest {

    private static final long NOW = 1_000_000;
    private static final Pool QUEUE = new Pool("game", "duel");
    private static final PoolDefinition POOL = new PoolDefinition(
            "default",
            true,
            List.of(),
            60,
            false,
            false,
            new Hosting.MatchId(),
            null,
            new MatchDefinition(
                    List.of(new TeamDefinition("side", CountRange.of(2, 2), CountRange.of(1, 1), List.of())),
                    List.of()));

    private final RuleSet rules = new RuleSet(POOL);
    private final Map<String, TicketData> data = new LinkedHashMap<>();
    private final HeldRuns runs = new HeldRuns(NOW);
    private final FunctionMatcher matcher = new FunctionMatcher(
            new FunctionMatcher.Setting(QUEUE, POOL, "mine", rules, ticket -> data.get(ticket.id())),
            runs,
            () -> runs.wakes++);
    private final Map<String, WaitingTicket> tickets = new LinkedHashMap<>();

    @Test
    void givesTheFunctionTheOldestTickets() {
        waits("young", 1);
        waits("oldest", 9);
        waits("older", 7);
        waits("old", 5);

        run(NOW);

        assertThat(runs.calls.getFirst().tickets())
                .extracting(Supplier::get)
                .extracting(TicketData::id)
                .containsExactly("oldest", "older", "old");
    }

    @Test
    void matchesWhatTheFunctionProposes() {
        waits("a", 1);
        waits("b", 1);
        run(NOW);

        answer(proposal(0.5, "a", "b"));

        assertThat(runs.wakes).isEqualTo(1);
        List<Found> found = run(NOW + 10);
        assertThat(ids(found)).containsExactly(List.of("a", "b"));
        assertThat(found.getFirst().score()).isEqualTo(0.5);
        assertThat(found.getFirst().teams()).extracting(Found.FoundTeam::name).containsExactly("side0", "side1");
        assertThat(runs.reports).containsExactly("active 1");
        assertThat(matcher.nextMillis()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void runsNothingWithFewerPlayersThanTheSmallestMatch() {
        waits("a", 1);

        run(NOW);

        assertThat(runs.calls).isEmpty();
    }

    @Test
    void keepsOneRunAtATimeAndAPauseBetweenTwo() {
        waits("a", 1);
        waits("b", 1);
        run(NOW);
        run(NOW + 5_000);
        assertThat(runs.calls).hasSize(1);

        answer();
        run(NOW + 200);
        assertThat(runs.calls).hasSize(1);
        assertThat(matcher.nextMillis()).isEqualTo(NOW + 1_000);

        run(NOW + 1_000);
        assertThat(runs.calls).hasSize(2);
    }

    @Test
    void servesTheBetterOfTwoProposalsForTheSameTicket() {
        waits("a", 3);
        waits("b", 2);
        waits("c", 1);
        run(NOW);

        answer(proposal(0.1, "a", "b"), proposal(0.9, "b", "c"));

        assertThat(ids(run(NOW + 10))).containsExactly(List.of("b", "c"));
        assertThat(runs.reports).containsExactly("active 1");
    }

    @Test
    void leavesOutProposalWhoseTicketHasLeft() {
        waits("a", 1);
        waits("b", 1);
        run(NOW);
        matcher.remove(tickets.get("a"));

        answer(proposal(1, "a", "b"));

        assertThat(run(NOW + 10)).isEmpty();
    }

    @Test
    void refusesWhatIsNoMatch() {
        waits("a", 2);
        waits("b", 1);
        run(NOW);

        answer(
                proposal(1, "a", "stranger"),
                proposal(1, "a", "a"),
                proposal(1, "a"),
                new FunctionProposal(null, List.of(new ProposedTeam("nobody", List.of("a", "b"))), 1));

        assertThat(run(NOW + 10)).isEmpty();
        assertThat(runs.reports)
                .containsExactly(
                        "active 1",
                        "refused: there is no ticket 'stranger' in the pool",
                        "refused: ticket a is in the grouping twice",
                        "refused: team 'side' has 1 instances where 2 are allowed",
                        "refused: there is no team definition 'nobody'");
    }

    @Test
    void letsTheRulesMatchWhenTheFunctionFails() {
        waits("a", 1);
        waits("b", 1);
        run(NOW);

        fail();

        assertThat(ids(run(NOW + 10))).hasSize(1);
        assertThat(runs.reports).containsExactly("fell back until 10010");
    }

    @Test
    void triesTheFunctionAgainAfterAPause() {
        waits("a", 1);
        waits("b", 1);
        run(NOW);
        fail();
        run(NOW + 10);
        waits("c", 1);
        assertThat(matcher.nextMillis()).isEqualTo(NOW + 10_010);

        run(NOW + 10_010);
        waits("d", 1);
        run(NOW + 10_020);

        assertThat(runs.calls).hasSize(2);
        answer(proposal(1, "c", "d"));
        assertThat(ids(run(NOW + 10_030))).containsExactly(List.of("c", "d"));
        assertThat(runs.reports).last().isEqualTo("active 1");
    }

    @Test
    void waitsLongerAfterEveryFurtherFailure() {
        waits("a", 1);
        waits("b", 60);
        matcher.remove(tickets.get("b"));
        FallBack fallBack = new FallBack();

        assertThat(fallBack.failed(0)).isEqualTo(10_000);
        assertThat(fallBack.failed(0)).isEqualTo(20_000);
        for (int i = 0; i < 20; i++) {
            fallBack.failed(0);
        }
        assertThat(fallBack.retryAt()).isEqualTo(600_000);
        assertThat(fallBack.succeeded()).isTrue();
        assertThat(fallBack.failed(0)).isEqualTo(10_000);
    }

    @Test
    void offersOpenSeatsAlthoughTooFewWaitForAMatch() {
        waits("a", 1);
        matcher.open(seats("backfill", 1));

        run(NOW);

        assertThat(runs.calls.getFirst().seats()).extracting(OpenSeats::id).containsExactly("backfill");
    }

    @Test
    void offersNoSeatsOfTeamsThatThePoolDoesNotKnow() {
        waits("a", 1);
        waits("b", 1);
        matcher.open(
                new OpenSeats("other", 1, NOW, List.of(new SeatedTeam("prey0", "prey", 1, List.of())), null, null));

        run(NOW);

        assertThat(runs.calls.getFirst().seats()).isEmpty();
    }

    @Test
    void fillsSeatsOfRunningMatch() {
        waits("a", 1);
        OpenSeats open = seats("backfill", 1);
        matcher.open(open);
        run(NOW);

        answer(joining("backfill", "side1", "a"));

        assertThat(run(NOW + 10)).singleElement().satisfies(found -> {
            assertThat(found.backfill()).isSameAs(open);
            assertThat(found.region()).isEqualTo("eu");
            assertThat(found.teams()).extracting(Found.FoundTeam::name).containsExactly("side1");
            assertThat(found.tickets()).extracting(WaitingTicket::id).containsExactly("a");
        });
        assertThat(matcher.nextMillis()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void leavesSeatsThatHaveChangedMeanwhile() {
        waits("a", 1);
        matcher.open(seats("backfill", 1));
        run(NOW);
        matcher.close("backfill");
        matcher.open(seats("backfill", 2));

        answer(joining("backfill", "side1", "a"));

        assertThat(run(NOW + 10)).isEmpty();
        assertThat(runs.reports).containsExactly("active 1");
    }

    @Test
    void fillsSeatsOnce() {
        waits("a", 2);
        waits("b", 1);
        matcher.open(seats("backfill", 1));
        run(NOW);

        answer(joining("backfill", "side1", "a"), joining("backfill", "side1", "b"));

        assertThat(ids(run(NOW + 10))).containsExactly(List.of("a"));
    }

    @Test
    void refusesWhatDoesNotFitIntoTheSeats() {
        waits("a", 2);
        waits("b", 1);
        matcher.open(seats("backfill", 1));
        run(NOW);

        answer(
                joining("nowhere", "side1", "a"),
                joining("backfill", "side7", "a"),
                joining("backfill", "side0", "a"),
                joining("backfill", "side1", "a", "b"),
                joining("backfill", "side1", "a", "a"),
                joining("backfill", "side1"));

        assertThat(run(NOW + 10)).isEmpty();
        assertThat(runs.reports)
                .containsExactly(
                        "active 1",
                        "refused: there is no backfill 'nowhere' in the pool",
                        "refused: backfill 'backfill' has no team 'side7'",
                        "refused: team 'side0' of backfill 'backfill' has 0 open seats; 1 players were to join",
                        "refused: team 'side1' of backfill 'backfill' has 1 open seats; 2 players were to join",
                        "refused: ticket a is in the proposal twice",
                        "refused: the proposal for backfill 'backfill' has no tickets");
    }

    /** A duel whose second player has left. */
    private static OpenSeats seats(String id, long version) {
        PlayerData seated = new PlayerData("seated", Map.of(), List.of());
        return new OpenSeats(
                id,
                version,
                NOW - 5_000,
                List.of(
                        new SeatedTeam("side0", "side", 1, List.of(seated)),
                        new SeatedTeam("side1", "side", 1, List.of())),
                "eu",
                null);
    }

    private static FunctionProposal joining(String backfillId, String team, String... ids) {
        return new FunctionProposal(backfillId, List.of(new ProposedTeam(team, List.of(ids))), 1);
    }

    private void waits(String id, int ageSeconds) {
        TicketData ticket = new TicketData(
                id,
                1,
                NOW - ageSeconds * 1_000L,
                Map.of(),
                Map.of(),
                List.of(new PlayerData("player-" + id, Map.of(), List.of())));
        data.put(id, ticket);
        WaitingTicket admitted = rules.admit(ticket);
        tickets.put(id, admitted);
        matcher.add(admitted);
    }

    private List<Found> run(long now) {
        List<Found> found = new ArrayList<>();
        matcher.run(now, Integer.MAX_VALUE, found::add);
        return found;
    }

    private void answer(FunctionProposal... proposals) {
        runs.done.accept(new Proposed(1, data, List.of(proposals)));
    }

    private void fail() {
        runs.done.accept(new Failed(1, new FunctionFailure(Kind.ERROR, "it threw")));
    }

    /** Each ticket is a team of its own. */
    private static FunctionProposal proposal(double score, String... ids) {
        return new FunctionProposal(
                null,
                Arrays.stream(ids)
                        .map(id -> new ProposedTeam("side", List.of(id)))
                        .toList(),
                score);
    }

    private static List<List<String>> ids(List<Found> found) {
        return found.stream()
                .map(match -> match.tickets().stream().map(WaitingTicket::id).toList())
                .toList();
    }
}
