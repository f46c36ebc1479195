package io.muster.match.dryrun;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.match.dryrun.DryRunJson.Match;
import io.muster.match.dryrun.DryRunJson.Team;
import io.muster.match.dryrun.DryRunJson.Unmatched;
import io.muster.match.dryrun.FunctionDryRun.Chosen;
import io.muster.match.dryrun.FunctionDryRun.Trial;
import io.muster.match.function.FunctionAnswer;
import io.muster.match.function.FunctionFailure;
import io.muster.match.function.FunctionLog;
import io.muster.match.function.FunctionLogJson;
import java.util.List;

/** The answer of a dry run with a custom function: as without, and how each of its runs went. */
record FunctionDryRunJson(List<Match> matches, List<Unmatched> unmatched, String function, List<Run> runs) {

    /**
     * One run.
     *
     * @param version of the function; 0 for a text in the request
     * @param failure kind of failure, or null
     * @param message what failed, or null
     * @param refused why proposals were left out
     * @param logs what it logged, in order
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Run(
            String poolName,
            long version,
            String failure,
            String message,
            List<String> refused,
            List<FunctionLog> logs) {

        static Run of(Trial trial) {
            FunctionFailure failure = trial.answer() instanceof FunctionAnswer.Failed failed ? failed.failure() : null;
            return new Run(
                    trial.pool(),
                    trial.answer().version(),
                    failure == null ? null : failure.kind().name(),
                    failure == null ? null : failure.message(),
                    trial.refused(),
                    FunctionLogJson.read(trial.logs()));
        }
    }

    static FunctionDryRunJson of(FunctionDryRun.Outcome outcome) {
        return new FunctionDryRunJson(
                outcome.matches().stream().map(FunctionDryRunJson::match).toList(),
                outcome.unmatched().stream().map(DryRunJson::unmatched).toList(),
                outcome.function(),
                outcome.trials().stream().map(Run::of).toList());
    }

    private static Match match(Chosen chosen) {
        List<Team> teams = chosen.proposal().namedTeams().stream()
                .map(team -> new Team(team.name(), team.definition(), team.ticketIds()))
                .toList();
        return new Match(teams, chosen.region(), chosen.proposal().score());
    }
}
