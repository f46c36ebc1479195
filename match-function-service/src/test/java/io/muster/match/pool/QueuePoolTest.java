package io.muster.match.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.Pool;
import io.muster.contracts.match.MatchProposed;
import io.muster.contracts.match.TicketRef;
import io.muster.match.config.ConfigReader;
import io.muster.match.config.QueueRules;
import io.muster.match.engine.OpenSeats;
import io.muster.match.engine.OpenSeats.SeatedTeam;
import io.muster.match.engine.PoolRouter;
import io.muster.match.engine.TicketData;
import io.muster.match.engine.TicketData.PlayerData;
import io.muster.match.rules.MatchConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueuePoolTest {

    private static final long NOW = 1_700_000_000_000L;

    private final QueuePool pool = configured(100);

    @Test
    void proposesSameGroupUnderSameId() {
        waits("a", 1, 1000);
        waits("b", 1, 1000);
        String first = pool.run(NOW).getFirst().proposalId();

        QueuePool other = configured(100);
        waits(other, "b", 1, 1000);
        waits(other, "a", 1, 1000);
        assertThat(other.run(NOW).getFirst().proposalId()).isEqualTo(first);
    }

    @Test
    void forgetsTicketsThatItsProposalClaimed() {
        waits("a", 1, 1000);
        waits("b", 1, 1000);
        String proposal = pool.run(NOW).getFirst().proposalId();
        pool.ticketClaimed("a", 2, proposal);
        assertThat(pool.proposed()).isEqualTo(1);
        pool.ticketClaimed("b", 2, proposal);
        assertThat(pool.proposed()).isZero();
        assertThat(pool.isEmpty()).isTrue();
    }

    @Test
    void releasesOthersWhenTicketOfProposalIsClaimedByAnother() {
        waits("a", 1, 1000);
        waits("b", 1, 1000);
        pool.run(NOW);
        pool.ticketClaimed("a", 2, "foreign");
        waits("c", 1, 1000);
        assertThat(refs(pool.run(NOW))).containsExactlyInAnyOrder(new TicketRef("b", 1), new TicketRef("c", 1));
    }

    @Test
    void releasesTicketsWhenNothingIsHeard() {
        waits("a", 1, 1000);
        waits("b", 1, 1000);
        pool.run(NOW);
        assertThat(pool.run(NOW + PendingProposals.PATIENCE_MILLIS - 1)).isEmpty();
        assertThat(pool.nextMillis()).isEqualTo(NOW + PendingProposals.PATIENCE_MILLIS);
        assertThat(pool.run(NOW + PendingProposals.PATIENCE_MILLIS)).hasSize(1);
    }

    @Test
    void makesNoMoreProposalsThanMayBeUnanswered() {
        QueuePool bounded = configured(100, 1);
        List.of("a", "b", "c", "d").forEach(id -> waits(bounded, id, 1, 1000));
        MatchProposed first = bounded.run(NOW).getFirst();

        assertThat(bounded.run(NOW)).isEmpty();
        assertThat(bounded.nextMillis()).isEqualTo(NOW + PendingProposals.PATIENCE_MILLIS);
        first.tickets().forEach(ticket -> bounded.ticketClaimed(ticket.ticketId(), 2, first.proposalId()));

        assertThat(bounded.run(NOW)).hasSize(1);
        assertThat(bounded.run(NOW)).isEmpty();
    }

    @Test
    void keepsTicketsWhileProposalsBeforeTheirsAreClaimed() {
        waits("a", 1, 1000);
        waits("b", 1, 1000);
        String first = pool.run(NOW).getFirst().proposalId();
        waits("c", 1, 1000);
        waits("d", 1, 1000);
        pool.run(NOW + 1);

        pool.ticketClaimed("a", 2, first);
        pool.ticketClaimed("b", 2, first);
        pool.run(NOW + PendingProposals.PATIENCE_MILLIS - 1);

        assertThat(pool.run(NOW + PendingProposals.PATIENCE_MILLIS + 1)).isEmpty();
        assertThat(pool.proposed()).isOne();
    }

    @Test
    void releasesTicketsWhoseProposalWasPassedOver() {
        waits("a", 1, 1000);
        waits("b", 1, 1000);
        pool.run(NOW);
        waits("c", 1, 1000);
        waits("d", 1, 1000);
        String later = pool.run(NOW + 1).getFirst().proposalId();

        pool.ticketClaimed("c", 2, later);
        pool.ticketClaimed("d", 2, later);

        assertThat(refs(pool.run(NOW + PendingProposals.PATIENCE_MILLIS)))
                .containsExactlyInAnyOrder(new TicketRef("a", 1), new TicketRef("b", 1));
    }

    @Test
    void takesRepublishedStateOfProposedTicketAsRefusal() {
        waits("a", 1, 1000);
        waits("b", 1, 1000);
        pool.run(NOW);
        waits("a", 1, 1000);
        assertThat(pool.run(NOW)).hasSize(1);
    }

    @Test
    void ignoresWhatIsNotNewer() {
        waits("a", 3, 1000);
        pool.ticketEnded("a", 2);
        pool.ticketClaimed("a", 2, "old");
        waits("b", 1, 1000);
        assertThat(refs(pool.run(NOW))).contains(new TicketRef("a", 3));
    }

    @Test
    void matchesWaitingTicketsByNewRulesAtOnce() {
        waits("a", 1, 1000);
        waits("b", 1, 1200);
        assertThat(pool.run(NOW)).isEmpty();
        pool.configure(rules(300), NOW);
        assertThat(pool.run(NOW)).hasSize(1);
    }

    @Test
    void matchesNothingWithoutConfig() {
        pool.configure(null, NOW);
        waits("a", 1, 1000);
        waits("b", 1, 1000);
        assertThat(pool.run(NOW)).isEmpty();
        assertThat(pool.size()).isEqualTo(2);
    }

    @Test
    void proposesOncePerBackfillVersion() {
        pool.backfillChanged("backfill", 1, seats(1));
        waits("a", 1, 1000);
        MatchProposed proposal = pool.run(NOW).getFirst();
        assertThat(proposal.backfill().version()).isEqualTo(1);
        pool.ticketClaimed("a", 2, proposal.proposalId());
        waits("b", 1, 1000);
        assertThat(pool.run(NOW)).isEmpty();
        pool.backfillChanged("backfill", 2, null);
        pool.backfillChanged("backfill", 3, seats(3));
        assertThat(pool.run(NOW).getFirst().backfill().version()).isEqualTo(3);
    }

    @Test
    void offersBackfillAgainWhenProposalForItIsDoomed() {
        pool.backfillChanged("backfill", 1, seats(1));
        waits("a", 1, 1000);
        pool.run(NOW);
        pool.ticketEnded("a", 2);
        waits("b", 1, 1000);
        assertThat(pool.run(NOW).getFirst().backfill().backfillId()).isEqualTo("backfill");
    }

    private void waits(String id, long version, double skill) {
        waits(pool, id, version, skill);
    }

    private static void waits(QueuePool into, String id, long version, double skill) {
        TicketData data = new TicketData(
                id, version, NOW, Map.of(), Map.of(), List.of(new PlayerData(id, Map.of("skill", skill), List.of())));
        into.ticketWaits(data, () -> new TicketSource.Written(data, "author"));
    }

    private static OpenSeats seats(long version) {
        PlayerData player = new PlayerData("p", Map.of("skill", 1000), List.of());
        return new OpenSeats(
                "backfill",
                version,
                NOW,
                List.of(
                        new SeatedTeam("team0", "team", 1, List.of(player)),
                        new SeatedTeam("team1", "team", 1, List.of())),
                null,
                "session");
    }

    private static QueuePool configured(double reference) {
        return configured(reference, Integer.MAX_VALUE);
    }

    private static QueuePool configured(double reference, int maxUnanswered) {
        QueuePool created = new QueuePool(new Pool("namespace", "duel"), Matchers.BY_RULES, maxUnanswered);
        created.configure(rules(reference), NOW);
        return created;
    }

    private static QueueRules rules(double reference) {
        Map<String, Object> one = Map.of("min", 1, "max", 1);
        Map<String, Object> team = Map.of("name", "team", "teamCount", Map.of("min", 2, "max", 2), "playerCount", one);
        Map<String, Object> rule = Map.of(
                "name", "skill", "type", "Difference", "source", "Players.CustomData.skill", "reference", reference);
        Map<String, Object> document =
                Map.of("matchDefinition", Map.of("teams", List.of(team), "matchRules", List.of(rule)));
        MatchConfig config = ((ConfigReader.Result.Valid) ConfigReader.read("duel", document)).config();
        return new QueueRules("duel", 1, config, new PoolRouter(config, (expression, attributes, players) -> false));
    }

    private static List<TicketRef> refs(List<MatchProposed> proposals) {
        return proposals.getFirst().tickets();
    }
}
