package io.muster.match.engine;

import io.muster.match.engine.OpenSeats.SeatedTeam;
import io.muster.match.rules.TeamDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Open seats as the engine looks at them: the players of each team stand in the group like one ticket that is taken. */
final class Seated {

    private final OpenSeats seats;
    private final int[] definitions;
    private final WaitingTicket[] members;
    private final int open;
    private double key;
    private boolean keyed;

    /** Falls due when a relaxation concerns the backfill ticket. */
    final WaitingTicket clock;

    private Seated(OpenSeats seats, RuleSet rules, int[] definitions) {
        this.seats = seats;
        this.definitions = definitions;
        this.members = new WaitingTicket[definitions.length];
        this.open = seats.open();
        this.clock = new WaitingTicket(TicketId.of(seats.id()), seats.createdAtMillis(), 0, true);
        clock.attach(this);
        for (int t = 0; t < members.length; t++) {
            members[t] = admit(seats, seats.teams().get(t), rules);
        }
        averageKey();
    }

    /** Reads open seats, or nothing when the rules do not know a team of theirs: the config has changed since. */
    static Optional<Seated> of(OpenSeats seats, RuleSet rules) {
        int[] definitions = new int[seats.teams().size()];
        List<String> names =
                rules.definition().teams().stream().map(TeamDefinition::name).toList();
        for (int t = 0; t < definitions.length; t++) {
            definitions[t] = names.indexOf(seats.teams().get(t).definition());
            if (definitions[t] < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(new Seated(seats, rules, definitions));
    }

    private static WaitingTicket admit(OpenSeats seats, SeatedTeam team, RuleSet rules) {
        if (team.players().isEmpty()) {
            return null;
        }
        TicketData data = new TicketData(
                seats.id() + '/' + team.name(),
                seats.version(),
                seats.createdAtMillis(),
                Map.of(),
                Map.of(),
                team.players());
        WaitingTicket member = rules.admit(data, true);
        if (seats.region() != null) {
            int region = rules.regions().numberOf(seats.region());
            member.regions = region == Regions.NONE ? member.regions : 1L << region;
        }
        return member;
    }

    private void averageKey() {
        double sum = 0;
        int players = 0;
        for (WaitingTicket member : members) {
            if (member != null) {
                sum += member.key * member.players;
                players += member.players;
            }
        }
        keyed = players > 0;
        key = keyed ? sum / players : 0;
    }

    /** Puts the running match into an empty group. */
    void seat(Group group) {
        for (int t = 0; t < members.length; t++) {
            int team = group.open(
                    definitions[t],
                    seats.teams().get(t).seats(),
                    seats.teams().get(t).name());
            if (members[t] != null) {
                group.add(team, members[t]);
            }
        }
    }

    OpenSeats seats() {
        return seats;
    }

    int openSeats() {
        return open;
    }

    /** Mean key of the players, to look for company near it. */
    double key() {
        return key;
    }

    /** There are players whose key says something. */
    boolean isKeyed() {
        return keyed;
    }

    /** Some ticket of the match, to find the bucket that fits; null when nobody is left in it. */
    WaitingTicket anyMember() {
        for (WaitingTicket member : members) {
            if (member != null) {
                return member;
            }
        }
        return null;
    }
}
