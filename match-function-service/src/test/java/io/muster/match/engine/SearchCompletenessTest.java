package io.muster.match.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.admission.Admission;
import io.muster.contracts.admission.AdmissionCheck;
import io.muster.contracts.ticket.Player;
import io.muster.contracts.ticket.QosResult;
import io.muster.match.config.AdmissionWriter;
import io.muster.match.rules.MatchConfig;
import io.muster.match.rules.PoolDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What a dry run finds in small pools, against every grouping that there is. */
class SearchCompletenessTest {

    private static final long NOW = 1_700_000_000_000L;

    @Property(tries = 400)
    void asManyPlayersPlayAsCan(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int count) {
        RandomRules random = new RandomRules(seed);
        RuleSet rules = new RuleSet(random.pool());
        List<TicketData> tickets = random.tickets(count, NOW);
        List<Found> found = new PoolSolver(rules, false, NOW).solve(tickets, seed);
        int playing = found.stream().mapToInt(Found::players).sum();
        assertThat(playing).isEqualTo(new EveryGrouping(rules, tickets, false).mostPlayers(NOW));
    }

    @Property(tries = 200)
    void asManyPlayersPlayAsCanWhileBackfilling(@ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int count) {
        RandomRules random = new RandomRules(seed);
        RuleSet rules = new RuleSet(random.pool());
        List<TicketData> tickets = random.tickets(count, NOW);
        List<Found> found = new PoolSolver(rules, true, NOW).solve(tickets, seed);
        int playing = found.stream().mapToInt(Found::players).sum();
        assertThat(playing).isEqualTo(new EveryGrouping(rules, tickets, true).mostPlayers(NOW));
    }

    @Property(tries = 60)
    void tellsWhenTheNextChangeMakesMatch(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int count) {
        RandomRules random = new RandomRules(seed);
        RuleSet rules = new RuleSet(random.pool());
        List<TicketData> tickets = random.tickets(count, NOW);
        Set<String> matched = new HashSet<>();
        new PoolSolver(rules, false, NOW)
                .solve(tickets, seed)
                .forEach(match -> match.tickets().forEach(ticket -> matched.add(ticket.id())));
        List<TicketData> left = new ArrayList<>(tickets);
        left.removeIf(ticket -> matched.contains(ticket.id()));
        EveryGrouping every = new EveryGrouping(rules, left, false);
        Explainer explainer = new Explainer(rules, left, false, NOW);
        for (int i = 0; i < left.size(); i++) {
            assertThat(explainer.explain(left.get(i).id()).nextChangeInSeconds())
                    .isEqualTo(firstMatch(every, i));
        }
    }

    @Property(tries = 60)
    void whoeverCouldEverPlayIsLetIn(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int count) {
        RandomRules random = new RandomRules(seed);
        PoolDefinition pool = random.pool();
        List<TicketData> tickets = random.tickets(count, NOW);
        Admission admission = AdmissionWriter.write(
                        new MatchConfig("queue", true, MatchConfig.RULE_BASED, 3, List.of(), pool))
                .orElseThrow();
        EveryGrouping every = new EveryGrouping(new RuleSet(pool), tickets, false);
        int playing = 0;
        for (int second = 0; second < 22; second++) {
            playing |= every.matches(NOW + 1000L * second).stream().reduce(0, (one, other) -> one | other);
        }
        for (int i = 0; i < count; i++) {
            if ((playing >> i & 1) != 0) {
                assertThat(AdmissionCheck.refusal(admission, asked(tickets.get(i))))
                        .isEmpty();
            }
        }
    }

    private static AdmissionCheck.Ticket asked(TicketData ticket) {
        List<Player> players = ticket.players().stream()
                .map(player -> new Player(
                        player.id(),
                        player.customData(),
                        player.qos().stream()
                                .map(qos -> new QosResult(qos.region(), qos.packetLoss(), qos.latency()))
                                .toList()))
                .toList();
        return new AdmissionCheck.Ticket(ticket.attributes(), ticket.data(), players);
    }

    /** Ages are whole seconds and relaxations at whole seconds, so means of up to four meet them in twelfths. */
    private static Double firstMatch(EveryGrouping every, int ticket) {
        for (int twelfths = 1; twelfths <= 22 * 12; twelfths++) {
            long later = (long) Math.ceil(Math.round(twelfths / 12.0 * 1e6) / 1000.0);
            if (every.matches(NOW + later).stream().anyMatch(set -> (set >> ticket & 1) != 0)) {
                return later / 1000.0;
            }
        }
        return null;
    }
}
