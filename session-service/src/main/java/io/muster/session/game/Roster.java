package io.muster.session.game;

import io.muster.contracts.match.ClaimedTicket;
import io.muster.contracts.match.MatchSettings;
import io.muster.contracts.match.Team;
import io.muster.contracts.match.TeamShape;
import io.muster.contracts.session.Member;
import io.muster.contracts.session.SessionState;
import io.muster.contracts.session.SessionTeam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Members and teams of a session while a decision is made. Members are kept for good, with their last status; teams
 * hold the players who have a seat. No team takes more players than its shape allows. Used by one thread, once.
 */
final class Roster {

    private final MatchSettings settings;
    private final List<Member> members;
    private final List<SessionTeam> teams;

    private Roster(MatchSettings settings, List<Member> members, List<SessionTeam> teams) {
        this.settings = settings;
        this.members = new ArrayList<>(members);
        this.teams = new ArrayList<>(teams);
    }

    static Roster of(SessionState state) {
        return new Roster(state.settings(), state.members(), state.teams());
    }

    List<Member> members() {
        return members;
    }

    List<SessionTeam> teams() {
        return teams;
    }

    /** The leader if he still has a seat, else the member who has had one longest, else the old one. */
    String leader(String current) {
        List<String> seated = members.stream()
                .filter(member -> MemberStatus.of(member).seated())
                .map(Member::id)
                .toList();
        return seated.contains(current) || seated.isEmpty() ? current : seated.getFirst();
    }

    boolean empty() {
        return members.stream().noneMatch(member -> MemberStatus.of(member).seated());
    }

    Optional<Member> find(String playerId) {
        return members.stream().filter(member -> member.id().equals(playerId)).findFirst();
    }

    boolean seated(String playerId) {
        return find(playerId).map(MemberStatus::of).map(MemberStatus::seated).orElse(false);
    }

    /** Gives a member another status, and his seat back when the status holds none. */
    void setStatus(Member member, MemberStatus status, Instant at) {
        put(new Member(member.id(), status.name(), member.ticketId(), at));
        if (!status.seated()) {
            teams.replaceAll(team -> without(team, member.id()));
        }
    }

    /**
     * Seats the players of a ticket together.
     *
     * @param name team instance they are meant for, or null for any
     * @return false, and nothing changed, when no team has room for all of them
     */
    boolean seat(String name, String definition, String ticketId, List<String> playerIds, MemberStatus as, Instant at) {
        int team = teamFor(name, definition, playerIds.size());
        if (team < 0) {
            return false;
        }
        teams.set(team, with(teams.get(team), new SessionTeam.Party(ticketId, playerIds)));
        String memberTicket = ticketId.isEmpty() ? null : ticketId;
        for (String player : playerIds) {
            members.removeIf(member -> member.id().equals(player)); // a returning player queues behind the others
            members.add(new Member(player, as.name(), memberTicket, at));
        }
        return true;
    }

    /** Records players who came with a ticket but found no seat. */
    void turnAway(ClaimedTicket ticket, List<String> playerIds, Instant at) {
        playerIds.forEach(player -> put(new Member(player, MemberStatus.CANCELLED.name(), ticket.ticketId(), at)));
    }

    /** The members with everybody who has a seat given the status; teams stay as they were when the game ended. */
    static List<Member> terminated(List<Member> members, Instant at) {
        return members.stream()
                .map(member -> MemberStatus.of(member).seated()
                        ? new Member(member.id(), MemberStatus.TERMINATED.name(), member.ticketId(), at)
                        : member)
                .toList();
    }

    /** Teams of a new match. */
    static List<SessionTeam> teams(List<Team> teams, List<ClaimedTicket> tickets) {
        return teams.stream()
                .map(team -> new SessionTeam(
                        team.name(),
                        team.definition(),
                        tickets.stream()
                                .filter(ticket -> team.ticketIds().contains(ticket.ticketId()))
                                .map(ticket -> new SessionTeam.Party(ticket.ticketId(), ticket.playerIds()))
                                .toList()))
                .toList();
    }

    /** Index of a team with that many free seats, opened if the match may have one more; -1 when there is none. */
    private int teamFor(String name, String definition, int players) {
        if (name != null) {
            int named = indexOf(name);
            if (named >= 0 && free(teams.get(named)) >= players) {
                return named;
            }
            if (named < 0 && mayOpen(definition, players)) {
                return open(name, definition);
            }
        }
        return teams.stream()
                .filter(team -> free(team) >= players)
                .max(Comparator.comparingInt(this::free))
                .map(teams::indexOf)
                .orElseGet(() -> openAny(players));
    }

    private int openAny(int players) {
        return settings.teams().stream()
                .filter(shape -> mayOpen(shape.name(), players))
                .findFirst()
                .map(shape -> open(freeName(shape.name()), shape.name()))
                .orElse(-1);
    }

    private int open(String name, String definition) {
        teams.add(new SessionTeam(name, definition, List.of()));
        return teams.size() - 1;
    }

    private String freeName(String definition) {
        int number = 0;
        while (indexOf(definition + number) >= 0) {
            number++;
        }
        return definition + number;
    }

    private boolean mayOpen(String definition, int players) {
        long instances = teams.stream()
                .filter(team -> team.definition().equals(definition))
                .count();
        return shape(definition)
                .map(shape -> instances < shape.maxTeams() && players <= shape.maxPlayers())
                .orElse(false);
    }

    private int free(SessionTeam team) {
        int most = shape(team.definition()).map(TeamShape::maxPlayers).orElse(0);
        return most - team.playerIds().size();
    }

    private Optional<TeamShape> shape(String definition) {
        return settings.teams().stream()
                .filter(shape -> shape.name().equals(definition))
                .findFirst();
    }

    private int indexOf(String teamName) {
        for (int i = 0; i < teams.size(); i++) {
            if (teams.get(i).name().equals(teamName)) {
                return i;
            }
        }
        return -1;
    }

    private void put(Member member) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).id().equals(member.id())) {
                members.set(i, member);
                return;
            }
        }
        members.add(member);
    }

    private static SessionTeam with(SessionTeam team, SessionTeam.Party party) {
        List<SessionTeam.Party> parties = new ArrayList<>(team.parties());
        parties.add(party);
        return new SessionTeam(team.name(), team.definition(), parties);
    }

    private static SessionTeam without(SessionTeam team, String playerId) {
        if (!team.playerIds().contains(playerId)) {
            return team;
        }
        List<SessionTeam.Party> parties = team.parties().stream()
                .map(party -> new SessionTeam.Party(
                        party.ticketId(),
                        party.playerIds().stream()
                                .filter(player -> !player.equals(playerId))
                                .toList()))
                .filter(party -> !party.playerIds().isEmpty())
                .toList();
        return new SessionTeam(team.name(), team.definition(), parties);
    }
}
