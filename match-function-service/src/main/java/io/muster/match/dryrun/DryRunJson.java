package io.muster.match.dryrun;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.match.engine.Explanation;
import io.muster.match.engine.Found;
import io.muster.match.engine.GroupingCheck;
import io.muster.match.engine.WaitingTicket;
import java.util.List;

/** Answers of a dry run as JSON. */
final class DryRunJson {

    private DryRunJson() {}

    /** Matches and what is left. */
    record Matches(List<Match> matches, List<Unmatched> unmatched) {}

    /** One match. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Match(List<Team> teams, String region, double score) {}

    /** One team. */
    record Team(String name, String definition, List<String> ticketIds) {}

    /** A ticket that is left. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Unmatched(String ticketId, List<Explanation.Reason> reasons, Double nextChangeInSeconds) {}

    /** A grouping that was judged. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Judged(boolean valid, String region, List<GroupingCheck.Violation> violations) {}

    static Matches of(DryRun.Outcome outcome) {
        return new Matches(
                outcome.matches().stream().map(DryRunJson::match).toList(),
                outcome.unmatched().stream().map(DryRunJson::unmatched).toList());
    }

    static Judged of(GroupingCheck.Outcome outcome) {
        return new Judged(outcome.valid(), outcome.region(), outcome.violations());
    }

    private static Match match(Found found) {
        List<Team> teams = found.teams().stream()
                .map(team -> new Team(
                        team.name(),
                        team.definition(),
                        team.tickets().stream().map(WaitingTicket::id).toList()))
                .toList();
        return new Match(teams, found.region(), found.score());
    }

    static Unmatched unmatched(Explanation explanation) {
        return new Unmatched(explanation.ticketId(), explanation.reasons(), explanation.nextChangeInSeconds());
    }
}
