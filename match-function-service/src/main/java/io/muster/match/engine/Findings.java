package io.muster.match.engine;

import io.muster.match.engine.Found.FoundTeam;
import java.util.ArrayList;
import java.util.List;

/** Turns a group, which will be reused, into a result that stays. */
final class Findings {

    private Findings() {}

    static Found describe(RuleSet rules, Judge judge, Group group, int region, Seated seated, long now) {
        List<FoundTeam> teams = new ArrayList<>();
        int[] instance = new int[rules.definitions()];
        for (int t = 0; t < group.size(); t++) {
            Group.Team team = group.team(t);
            String definition = rules.definition(team.definition).name();
            String name = team.name != null ? team.name : definition + instance[team.definition]++;
            List<WaitingTicket> tickets = new ArrayList<>();
            for (int i = 0; i < team.size; i++) {
                if (!team.tickets[i].seated) {
                    tickets.add(team.tickets[i]);
                }
            }
            if (!tickets.isEmpty()) {
                teams.add(new FoundTeam(name, definition, tickets));
            }
        }
        double score = judge.score(group, region, now);
        String regionName = rules.regions().nameOf(region);
        return new Found(seated == null ? null : seated.seats(), teams, regionName, score);
    }
}
