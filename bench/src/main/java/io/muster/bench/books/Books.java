package io.muster.bench.books;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The balance of a run.
 *
 * @param accepted tickets the service confirmed
 * @param open tickets that were confirmed and never ended
 * @param unknown creations whose outcome stayed open until the end
 * @param faults everything that does not agree, in words; the first {@link #FAULTS_NAMED} of each kind
 */
public record Books(
        int accepted,
        int assigned,
        int cancelled,
        int expired,
        int failed,
        int open,
        int refused,
        int unknown,
        int sessions,
        List<String> faults) {

    /** How many faults are named before the list is cut. */
    public static final int FAULTS_NAMED = 20;

    public Books {
        faults = List.copyOf(faults);
    }

    /** Whether every accepted ticket ended exactly once and nothing was given out twice. */
    public boolean balanced() {
        return faults.isEmpty();
    }

    /** Draws the balance from what the clients learned and what the session API says. */
    public static Books of(Collection<TicketEntry> tickets, Collection<SessionEntry> sessions) {
        Map<Outcome, Integer> count = new EnumMap<>(Outcome.class);
        tickets.forEach(ticket -> count.merge(ticket.outcome(), 1, Integer::sum));
        int accepted = (int)
                tickets.stream().filter(ticket -> ticket.ticketId() != null).count();
        Faults faults = new Faults();
        checkEnds(accepted, count, faults);
        checkPlayers(tickets, sessions, faults);
        checkServers(sessions, faults);
        return new Books(
                accepted,
                count.getOrDefault(Outcome.ASSIGNED, 0),
                count.getOrDefault(Outcome.CANCELLED, 0),
                count.getOrDefault(Outcome.EXPIRED, 0),
                count.getOrDefault(Outcome.FAILED, 0),
                count.getOrDefault(Outcome.OPEN, 0),
                count.getOrDefault(Outcome.REFUSED, 0),
                count.getOrDefault(Outcome.UNKNOWN, 0),
                sessions.size(),
                faults.named);
    }

    private static void checkEnds(int accepted, Map<Outcome, Integer> count, Faults faults) {
        int ended = count.getOrDefault(Outcome.ASSIGNED, 0)
                + count.getOrDefault(Outcome.CANCELLED, 0)
                + count.getOrDefault(Outcome.EXPIRED, 0)
                + count.getOrDefault(Outcome.FAILED, 0);
        if (accepted != ended) {
            faults.add("accepted " + accepted + " tickets but only " + ended + " ended");
        }
        int unknown = count.getOrDefault(Outcome.UNKNOWN, 0);
        if (unknown > 0) {
            faults.add(unknown + " creations whose outcome was never learned");
        }
    }

    private static void checkPlayers(
            Collection<TicketEntry> tickets, Collection<SessionEntry> sessions, Faults faults) {
        Map<String, List<String>> sessionsOfPlayer = new HashMap<>();
        for (SessionEntry session : sessions) {
            for (String player : session.playerIds()) {
                sessionsOfPlayer
                        .computeIfAbsent(player, _ -> new ArrayList<>(1))
                        .add(session.sessionId());
            }
        }
        for (TicketEntry ticket : tickets) {
            List<String> found = sessionsOfPlayer.getOrDefault(ticket.playerId(), List.of());
            if (found.size() > 1 + ticket.unansweredCreates()) {
                faults.add("player " + ticket.playerId() + " is in " + found.size() + " sessions: " + found);
            }
            if (ticket.outcome() == Outcome.ASSIGNED && !found.contains(ticket.sessionId())) {
                faults.add("ticket " + ticket.ticketId() + " was assigned to session " + ticket.sessionId()
                        + ", which does not hold its player " + ticket.playerId());
            }
            boolean endedWithoutMatch = ticket.outcome() == Outcome.CANCELLED || ticket.outcome() == Outcome.EXPIRED;
            if (endedWithoutMatch && found.size() > ticket.unansweredCreates()) {
                faults.add("ticket " + ticket.ticketId() + " ended " + ticket.outcome() + " but its player is in "
                        + found);
            }
        }
    }

    private static void checkServers(Collection<SessionEntry> sessions, Faults faults) {
        Map<String, String> sessionOfServer = new HashMap<>();
        for (SessionEntry session : sessions) {
            if (session.serverId() == null) {
                continue;
            }
            String other = sessionOfServer.put(session.serverId(), session.sessionId());
            if (other != null && !Objects.equals(other, session.sessionId())) {
                faults.add(
                        "payload " + session.serverId() + " was reserved for " + other + " and " + session.sessionId());
            }
        }
    }

    private static final class Faults {

        private final List<String> named = new ArrayList<>();

        void add(String fault) {
            if (named.size() < FAULTS_NAMED) {
                named.add(fault);
            }
        }
    }
}
