package io.muster.match.config;

import io.muster.contracts.match.MatchSettings;
import io.muster.contracts.match.TeamShape;
import io.muster.match.engine.Explanation;
import io.muster.match.engine.PoolRouter;
import io.muster.match.engine.RuleSet;
import io.muster.match.engine.TicketData;
import io.muster.match.rules.Hosting;
import io.muster.match.rules.MatchConfig;
import io.muster.match.rules.PoolDefinition;
import java.util.List;
import java.util.OptionalInt;

/**
 * One version of the config of a queue, as pools use it.
 *
 * @param configId id of the config, which is the name of the queue
 * @param version version of it
 */
public record QueueRules(String configId, long version, MatchConfig config, PoolRouter router) {

    /** Number of the pool that takes a ticket, or empty when none does. */
    public OptionalInt poolOf(TicketData ticket) {
        return router.poolOf(ticket);
    }

    /** Why no pool takes a ticket. */
    public Explanation.Reason refusal(TicketData ticket) {
        return router.refusal(ticket);
    }

    /** Number of pools. */
    public int pools() {
        return config.pools().size();
    }

    public RuleSet compile(int pool) {
        return new RuleSet(config.pools().get(pool));
    }

    /** What the services behind the match function need to know of the config. */
    public MatchSettings settings(int pool) {
        PoolDefinition definition = config.pools().get(pool);
        return new MatchSettings(
                configId,
                version,
                hosting(definition.hosting()),
                definition.hosting() instanceof Hosting.Allocate allocate ? allocate.allocation() : null,
                definition.backfillEnabled(),
                definition.secret(),
                shapes(definition));
    }

    private static String hosting(Hosting hosting) {
        return switch (hosting) {
            case Hosting.Allocate allocate -> MatchSettings.HOSTING_ALLOCATE;
            case Hosting.MatchId matchId -> MatchSettings.HOSTING_MATCH_ID;
            case Hosting.External external -> MatchSettings.HOSTING_EXTERNAL;
        };
    }

    private static List<TeamShape> shapes(PoolDefinition pool) {
        return pool.definition().teams().stream()
                .map(team -> new TeamShape(
                        team.name(),
                        team.teamCount().min(),
                        team.teamCount().max(),
                        team.playerCount().min(),
                        team.playerCount().max()))
                .toList();
    }
}
