package io.muster.demo;

import io.muster.client.MusterClient;
import io.muster.client.allocation.Payload;
import io.muster.client.session.GameSession;
import io.muster.client.ticket.Ticket;
import io.muster.client.ticket.Ticket.State;
import io.muster.client.ticket.TicketsApi;
import io.muster.demo.Cast.Party;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** The story of one evening, act by act. Each act fails when what it tells did not happen in time. */
final class Evening {

    private static final Duration MATCH = Duration.ofSeconds(20);
    private static final Duration BACKFILL = Duration.ofSeconds(25);
    private static final Duration CHANGE = Duration.ofSeconds(15);
    private static final int SEATS = 8;

    private final Arena arena;
    private final MusterClient backend;
    private final Tokens tokens;
    private final Narrator narrator;

    /** A party in the queue, and its ticket. */
    private record Queued(Party party, String ticketId) {}

    Evening(Arena arena, MusterClient backend, Tokens tokens, Narrator narrator) {
        this.arena = arena;
        this.backend = backend;
        this.tokens = tokens;
        this.narrator = narrator;
    }

    /** Plays everything. */
    void play(Duration matchLength) {
        Map<String, List<String>> matches = twoMatchesComeAbout();
        String rookies = sessionOf(matches, "Lou");
        String veterans = sessionOf(matches, "Ada");
        onePlayerCancels();
        lateComersAreBroughtIn(rookies);
        onePlayerLeaves(rookies, "Lou");
        oneServerCrashes(veterans);
        theOtherMatchIsPlayedToItsEnd(rookies, matchLength);
        newServersTookTheirPlaces();
    }

    private Map<String, List<String>> twoMatchesComeAbout() {
        narrator.title(
                "Twelve players queue for 4v4; six are enough to start, nobody meets someone far from his skill");
        List<Queued> queued = new ArrayList<>();
        List<Party> parties = new ArrayList<>(Cast.veterans());
        parties.addAll(Cast.rookies());
        Map<Party, CompletableFuture<String>> creations = new LinkedHashMap<>();
        parties.forEach(party -> creations.put(party, enqueue(party)));
        creations.forEach((party, creation) -> {
            queued.add(new Queued(party, Patience.answer("queueing " + party, creation)));
            narrator.tell("%-15s skill %d  queued with ticket %s"
                    .formatted(party, party.skill(), queued.getLast().ticketId()));
        });
        Map<String, List<String>> matches = new LinkedHashMap<>();
        for (Queued one : queued) {
            Ticket ticket = awaitAssigned(one);
            matches.computeIfAbsent(ticket.sessionId(), _ -> new ArrayList<>())
                    .addAll(one.party().names());
        }
        matches.keySet().forEach(this::tellMatch);
        expect(matches.size() == 2, "two matches came about, not " + matches.size());
        return matches;
    }

    private void tellMatch(String sessionId) {
        GameSession session = session(sessionId);
        narrator.tell("match: session %s on %s:%d (%s), version %d"
                .formatted(
                        sessionId,
                        session.server().server().ip(),
                        session.server().server().port(),
                        session.serverId(),
                        session.version()));
        session.teams()
                .forEach(team -> narrator.tell(
                        "       team of %d: %s".formatted(team.userIDs().size(), String.join(", ", team.userIDs()))));
    }

    private void onePlayerCancels() {
        Party oz = Cast.champion();
        narrator.title("One player cancels");
        String ticketId = Patience.answer("queueing " + oz, enqueue(oz));
        narrator.tell("%s, skill %d, queues; nobody near her skill is there".formatted(oz, oz.skill()));
        Patience.answer("cancelling", backend.tickets().cancel(ticketId));
        State state = Patience.answer("reading the ticket", backend.tickets().get(ticketId))
                .state();
        expect(state == State.CANCELLED, "the ticket is cancelled, not " + state);
        narrator.tell("she cancels: her ticket is %s and will be in no match".formatted(state));
    }

    private void lateComersAreBroughtIn(String sessionId) {
        narrator.title("Late-comers are brought into the running match by backfill");
        List<Queued> late = new ArrayList<>();
        for (Party party : Cast.lateComers()) {
            late.add(new Queued(party, Patience.answer("queueing " + party, enqueue(party))));
            narrator.tell(
                    "%s queues with ticket %s".formatted(party, late.getLast().ticketId()));
        }
        for (Queued one : late) {
            Ticket ticket = awaitAssigned(one);
            expect(sessionId.equals(ticket.sessionId()), one.party() + " came into session " + sessionId);
            narrator.tell("%s was proposed, the game server approved: go to %s"
                    .formatted(one.party(), ticket.assignment().connection()));
        }
        GameSession session = Patience.until(
                "the session has " + SEATS + " players",
                BACKFILL,
                () -> backend.sessions().get(sessionId),
                seen -> seen.seatedPlayers().size() == SEATS);
        narrator.tell("session has %d of %d seats taken, version %d"
                .formatted(session.seatedPlayers().size(), SEATS, session.version()));
    }

    private void onePlayerLeaves(String sessionId, String player) {
        narrator.title("One player leaves");
        Patience.answer(
                player + " leaving",
                backend.as(tokens.player(player)).sessions().leave(sessionId));
        GameSession session = Patience.until(
                player + " has given back the seat",
                CHANGE,
                () -> backend.sessions().get(sessionId),
                seen -> !seen.seatedPlayers().contains(player));
        narrator.tell("%s left: %d of %d seats taken, version %d"
                .formatted(player, session.seatedPlayers().size(), SEATS, session.version()));
    }

    private void oneServerCrashes(String sessionId) {
        narrator.title("One game server crashes");
        GameSession before = session(sessionId);
        long pid = Crash.kill(before.serverId());
        narrator.tell("process %d of %s gets signal 9".formatted(pid, before.serverId()));
        GameSession after = Patience.until(
                "the session of the crashed server ends",
                CHANGE,
                () -> backend.sessions().get(sessionId),
                seen -> !seen.isActive());
        narrator.tell("session %s has ended, server status %s, version %d"
                .formatted(sessionId, after.server().statusV2(), after.version()));
        arena.awaitReady(1);
    }

    private void theOtherMatchIsPlayedToItsEnd(String sessionId, Duration matchLength) {
        narrator.title("The other match is played to its end");
        GameSession session = session(sessionId);
        narrator.tell("session %s still runs with %d players"
                .formatted(sessionId, session.seatedPlayers().size()));
        expect(session.isActive(), "the match of the rookies still runs");
        GameSession after = Patience.until(
                "the match ends after its time",
                matchLength.plus(CHANGE),
                () -> backend.sessions().get(sessionId),
                seen -> !seen.isActive());
        narrator.tell(
                "the server's process exited; session %s has ended, version %d".formatted(sessionId, after.version()));
    }

    private void newServersTookTheirPlaces() {
        narrator.title("New servers took the places of the two that are gone");
        List<Payload> ready = Arena.ready(arena.awaitReady(2));
        ready.forEach(payload -> narrator.tell("%s is %s on port %d"
                .formatted(
                        payload.id(),
                        payload.status().state(),
                        payload.status().ports().getFirst().port())));
    }

    private CompletableFuture<String> enqueue(Party party) {
        return backend.tickets().create(party.ticket(arena.queue()), party.leader());
    }

    private Ticket awaitAssigned(Queued one) {
        Ticket ticket = Patience.until(
                one.party() + " gets a match",
                MATCH,
                () -> backend.tickets().await(one.ticketId(), TicketsApi.LONGEST_WAIT),
                Ticket::hasEnded);
        expect(ticket.state() == State.ASSIGNED, "the ticket of " + one.party() + " is assigned, not " + ticket);
        return ticket;
    }

    private GameSession session(String sessionId) {
        return Patience.answer("reading the session", backend.sessions().get(sessionId));
    }

    private static String sessionOf(Map<String, List<String>> matches, String player) {
        return matches.entrySet().stream()
                .filter(match -> match.getValue().contains(player))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining());
    }

    private static void expect(boolean condition, String what) {
        if (!condition) {
            throw new StoryFailed("it must be so that " + what, null);
        }
    }
}
