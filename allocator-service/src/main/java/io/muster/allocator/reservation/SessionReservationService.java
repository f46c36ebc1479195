package io.muster.allocator.reservation;

import io.muster.allocator.payload.PayloadCommand;
import io.muster.allocator.payload.PayloadOutcome;
import io.muster.allocator.payload.PayloadService;
import io.muster.allocator.payload.PayloadStore;
import io.muster.contracts.Envelope;
import io.muster.contracts.match.MatchSettings;
import io.muster.contracts.session.SessionCreated;
import io.muster.contracts.session.SessionEnded;
import io.muster.contracts.session.SessionEvent;
import io.muster.contracts.session.SessionFailed;
import io.muster.runtime.db.Database;
import io.muster.runtime.event.Outgoing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jboss.logging.Logger;

/**
 * Gives sessions their payloads and takes them back. A batch of events is one statement when every session is seen for the
 * first time and finds a payload, and none when all it says is that sessions have lost their servers; everything else is
 * decided in a transaction that reads first what is known about the sessions.
 */
@ApplicationScoped
public class SessionReservationService {

    private static final Logger LOG = Logger.getLogger(SessionReservationService.class);
    private static final String SESSION_ENDED = "session-ended";
    /** Reasons of {@link SessionEnded} that follow from the end of its payload. */
    private static final Set<String> SERVER_GONE = Set.of("server-exited", "server-crashed");

    private final Database database;
    private final PayloadService payloads;
    private final PayloadStore payloadStore;
    private final ReservationStore store;
    private final ClaimService claims;
    private final WaitingReservationsWorker waiting;
    private final SessionRequestMapper requests;

    public SessionReservationService(
            Database database,
            PayloadService payloads,
            PayloadStore payloadStore,
            ReservationStore store,
            ClaimService claims,
            WaitingReservationsWorker waiting,
            SessionRequestMapper requests) {
        this.database = database;
        this.payloads = payloads;
        this.payloadStore = payloadStore;
        this.store = store;
        this.claims = claims;
        this.waiting = waiting;
        this.requests = requests;
    }

    private record Result(Map<String, Reservation> bySession, List<PayloadOutcome> outcomes) {}

    /** Commits what the events ask for and answers the sessions that have an answer already. */
    public Uni<List<Outgoing<?>>> handle(List<Envelope<SessionEvent>> events) {
        Map<String, Envelope<SessionEvent>> asking = new LinkedHashMap<>();
        Set<String> over = new LinkedHashSet<>();
        for (Envelope<SessionEvent> envelope : events) {
            if (asks(envelope)) {
                asking.putIfAbsent(envelope.event().sessionId(), envelope);
            } else if (leavesAReservation(envelope.event())) {
                over.add(envelope.event().sessionId());
            }
        }
        return atOnce(asking.values()).chain(granted -> {
            Map<String, Envelope<SessionEvent>> left = new LinkedHashMap<>(asking);
            left.keySet().removeAll(granted.keySet());
            return inTransaction(left.values(), over).map(others -> {
                Map<String, Reservation> bySession = new HashMap<>(granted);
                bySession.putAll(others);
                return answers(events, bySession);
            });
        });
    }

    /**
     * Reservations of sessions that are seen for the first time and find a payload; the others are left to
     * {@link #inTransaction}, also when the statement fails because somebody else answers one of them at this moment.
     */
    private Uni<Map<String, Reservation>> atOnce(Collection<Envelope<SessionEvent>> asking) {
        if (asking.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return database.inOneStatement(session -> requests.of(session, asking)
                        .chain(made -> claims.claimAtOnce(
                                session,
                                made.stream()
                                        .filter(request -> request.allocationId() != null)
                                        .toList())))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.infof(
                            "%d sessions are served in a transaction after %s",
                            asking.size(), failure.getClass().getSimpleName());
                    return Claims.NONE;
                })
                .invoke(result -> payloads.announce(result.outcomes()))
                .map(result -> bySession(result.granted()));
    }

    private Uni<Map<String, Reservation>> inTransaction(
            Collection<Envelope<SessionEvent>> asking, Collection<String> over) {
        if (asking.isEmpty() && over.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return database.inTransaction(session -> commit(session, asking, over))
                .invoke(this::announce)
                .map(Result::bySession);
    }

    private Uni<Result> commit(
            StatelessSession session, Collection<Envelope<SessionEvent>> asking, Collection<String> over) {
        Set<String> sessionIds = new LinkedHashSet<>(over);
        asking.forEach(envelope -> sessionIds.add(envelope.event().sessionId()));
        return store.ofSessions(session, sessionIds).chain(known -> {
            Map<String, Reservation> bySession = bySession(known);
            return requests.of(
                            session,
                            asking.stream()
                                    .filter(envelope -> !bySession.containsKey(
                                            envelope.event().sessionId()))
                                    .toList())
                    .chain(made -> reserve(session, made, bySession))
                    .chain(outcomes -> end(session, over, bySession).map(ended -> {
                        List<PayloadOutcome> all = new ArrayList<>(outcomes);
                        all.addAll(ended);
                        return new Result(bySession, all);
                    }));
        });
    }

    private static Map<String, Reservation> bySession(List<Reservation> reservations) {
        Map<String, Reservation> bySession = new HashMap<>();
        reservations.forEach(reservation -> bySession.put(reservation.sessionId(), reservation));
        return bySession;
    }

    private Uni<List<PayloadOutcome>> reserve(
            StatelessSession session, List<Reservation> made, Map<String, Reservation> bySession) {
        if (made.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Instant now = payloads.now();
        List<Reservation> possible =
                made.stream().filter(request -> request.allocationId() != null).toList();
        Stream<Reservation> impossible = made.stream()
                .filter(request -> request.allocationId() == null)
                .map(request -> request.failed(
                        Reservation.UNKNOWN_ALLOCATION, "There is no allocation '" + request.allocation() + "'.", now));
        return claims.claim(session, possible).chain(result -> {
            List<Reservation> others =
                    Stream.concat(impossible, result.missed().stream()).toList();
            Stream.concat(others.stream(), result.granted().stream())
                    .forEach(reservation -> bySession.put(reservation.sessionId(), reservation));
            return store.insert(session, others).replaceWith(result.outcomes());
        });
    }

    private Uni<List<PayloadOutcome>> end(
            StatelessSession session, Collection<String> over, Map<String, Reservation> bySession) {
        List<Reservation> held = over.stream()
                .map(bySession::get)
                .filter(Objects::nonNull)
                .filter(reservation -> reservation.state() == Reservation.State.ACTIVE
                        || reservation.state() == Reservation.State.WAITING)
                .toList();
        if (held.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<PayloadService.Addressed> commands = held.stream()
                .filter(reservation -> reservation.payloadUid() != null)
                .map(reservation -> new PayloadService.Addressed(
                        reservation.payloadUid(), new PayloadCommand.GiveBack(SESSION_ENDED)))
                .toList();
        List<String> uids =
                commands.stream().map(PayloadService.Addressed::uid).distinct().toList();
        return payloadStore
                .lock(session, uids)
                .chain(locked -> payloads.decideLocked(session, locked, commands))
                .chain(outcomes -> store.end(
                                session,
                                held.stream().map(Reservation::reservationId).toList(),
                                SESSION_ENDED,
                                payloads.now())
                        .replaceWith(outcomes));
    }

    private void announce(Result result) {
        payloads.announce(result.outcomes());
        result.bySession().values().stream()
                .filter(reservation -> reservation.state() == Reservation.State.WAITING)
                .map(Reservation::allocationId)
                .distinct()
                .forEach(waiting::asked);
    }

    private static List<Outgoing<?>> answers(List<Envelope<SessionEvent>> events, Map<String, Reservation> bySession) {
        List<Outgoing<?>> answers = new ArrayList<>();
        for (Envelope<SessionEvent> envelope : events) {
            if (asks(envelope)) {
                ReservationEvents.answer(bySession.get(envelope.event().sessionId()))
                        .ifPresent(answers::add);
            }
        }
        return answers;
    }

    private static boolean asks(Envelope<SessionEvent> envelope) {
        return envelope.event() instanceof SessionCreated created
                && MatchSettings.HOSTING_ALLOCATE.equals(
                        created.state().settings().hosting());
    }

    /** Whoever lost his server lost his reservation with it, before anybody was told. */
    private static boolean leavesAReservation(SessionEvent event) {
        return event instanceof SessionFailed
                || (event instanceof SessionEnded ended && !SERVER_GONE.contains(ended.reason()));
    }
}
