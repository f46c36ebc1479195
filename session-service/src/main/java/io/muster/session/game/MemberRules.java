package io.muster.session.game;

import io.muster.contracts.match.ClaimedTicket;
import io.muster.contracts.match.Team;
import io.muster.contracts.session.Member;
import io.muster.contracts.session.SessionState;
import io.muster.session.game.Decision.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The part of {@link SessionRules} that is about members and their seats. */
final class MemberRules {

    private MemberRules() {}

    static Decision addTickets(GameSession session, SessionCommand.AddTickets command) {
        if (session.phase().over()) {
            return Decision.nothing();
        }
        Roster roster = Roster.of(session.state());
        boolean changed = false;
        for (ClaimedTicket ticket : command.tickets()) {
            changed |= addTicket(roster, ticket, command.teams(), command.at());
        }
        return changed
                ? Decision.of(Changes.membersChanged(session, roster, command.at()))
                : Changes.repeatedMembers(session);
    }

    /** Seats those players of a ticket who are not in yet, all of them or none; false when there is nothing to do. */
    private static boolean addTicket(Roster roster, ClaimedTicket ticket, List<Team> teams, Instant at) {
        List<String> missing = ticket.playerIds().stream()
                .filter(player -> !roster.seated(player) && !cameWith(roster, player, ticket))
                .toList();
        if (missing.isEmpty()) {
            return false;
        }
        Optional<Team> team = teams.stream()
                .filter(candidate -> candidate.ticketIds().contains(ticket.ticketId()))
                .findFirst();
        boolean seated = roster.seat(
                team.map(Team::name).orElse(null),
                team.map(Team::definition).orElse(null),
                ticket.ticketId(),
                missing,
                MemberStatus.INVITED,
                at);
        if (!seated) {
            roster.turnAway(ticket, missing, at);
        }
        return true;
    }

    private static boolean cameWith(Roster roster, String playerId, ClaimedTicket ticket) {
        return roster.find(playerId)
                .map(member -> ticket.ticketId().equals(member.ticketId()))
                .orElse(false);
    }

    static Decision join(GameSession session, SessionCommand.Join command) {
        if (session.phase().over()) {
            return Decision.refused(Refusal.OVER);
        }
        Roster roster = Roster.of(session.state());
        Optional<Member> member = roster.find(command.playerId());
        if (member.isPresent() && roster.seated(command.playerId())) {
            return takeSeat(session, roster, member.get(), command.at());
        }
        if (member.isPresent() && MemberStatus.of(member.get()) == MemberStatus.KICKED) {
            return Decision.refused(Refusal.KICKED);
        }
        if (session.state().backfillTicketId() != null) {
            return Decision.refused(Refusal.BACKFILL);
        }
        boolean seated = roster.seat(null, null, "", List.of(command.playerId()), MemberStatus.JOINED, command.at());
        return seated
                ? Decision.of(Changes.membersChanged(session, roster, command.at()))
                : Decision.refused(Refusal.FULL);
    }

    private static Decision takeSeat(GameSession session, Roster roster, Member member, Instant at) {
        MemberStatus next = switch (MemberStatus.of(member)) {
            case INVITED -> MemberStatus.JOINED;
            case DISCONNECTED -> MemberStatus.CONNECTED;
            default -> null;
        };
        if (next == null) {
            return Decision.nothing();
        }
        roster.setStatus(member, next, at);
        return Decision.of(Changes.membersChanged(session, roster, at));
    }

    static Decision leave(GameSession session, SessionCommand.Leave command) {
        Roster roster = Roster.of(session.state());
        Optional<Member> member = roster.find(command.playerId());
        if (member.isEmpty()) {
            return Decision.refused(Refusal.NOT_A_MEMBER);
        }
        if (session.phase().over() || !roster.seated(command.playerId())) {
            return Decision.nothing();
        }
        roster.setStatus(member.get(), MemberStatus.LEFT, command.at());
        return membersLeft(session, roster, command.at());
    }

    static Decision setStatus(GameSession session, SessionCommand.SetStatus command) {
        if (session.phase().over()) {
            return Decision.refused(Refusal.OVER);
        }
        Roster roster = Roster.of(session.state());
        Optional<Member> member = roster.find(command.playerId());
        if (member.isEmpty()) {
            return Decision.refused(Refusal.NOT_A_MEMBER);
        }
        MemberStatus current = MemberStatus.of(member.get());
        if (current == command.status()) {
            return Decision.nothing();
        }
        if (!current.canBecome(command.status())) {
            return Decision.refused(Refusal.STATUS);
        }
        roster.setStatus(member.get(), command.status(), command.at());
        return membersLeft(session, roster, command.at());
    }

    /** Frees the seats of players who did not answer or did not come back in time. */
    static Decision expireWaits(GameSession session, SessionCommand.ExpireWaits command) {
        Roster roster = Roster.of(session.state());
        boolean changed = false;
        for (Member member : session.state().members()) {
            changed |= expireWait(roster, member, command.limits(), command.at());
        }
        return changed ? membersLeft(session, roster, command.at()) : Decision.nothing();
    }

    private static boolean expireWait(Roster roster, Member member, TimeLimits limits, Instant now) {
        MemberStatus status = MemberStatus.of(member);
        if (status == MemberStatus.INVITED && isOver(member.updatedAt(), limits.invite(), now)) {
            roster.setStatus(member, MemberStatus.TIMEOUT, now);
            return true;
        }
        if (status == MemberStatus.DISCONNECTED && isOver(member.updatedAt(), limits.inactive(), now)) {
            roster.setStatus(member, MemberStatus.DROPPED, now);
            return true;
        }
        return false;
    }

    private static boolean isOver(Instant since, Duration limit, Instant now) {
        return !now.isBefore(since.plus(limit));
    }

    /**
     * A running session whose last seat was given back ends, and the end carries the change. One that still waits for its
     * game server ends when it has it.
     */
    private static Decision membersLeft(GameSession session, Roster roster, Instant at) {
        if (!roster.empty() || session.phase() instanceof Phase.Requested) {
            return Decision.of(Changes.membersChanged(session, roster, at));
        }
        SessionState state = States.of(session.state()).roster(roster).build();
        return Decision.of(Changes.ended(session, state, SessionRules.EMPTY, at));
    }
}
