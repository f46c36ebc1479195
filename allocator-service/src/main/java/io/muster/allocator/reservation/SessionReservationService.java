package io.muster.allocator.reservation;

import static java.util.stream.Collectors.toMap;

import io.muster.allocator.AllocatorSettings;
import io.muster.allocator.allocation.Allocation;
import io.muster.allocator.allocation.AllocationService;
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
import io.muster.runtime.flow.OneByOne;
import io.muster.runtime.id.DerivedIds;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/**
 * Gives sessions their payloads and takes them back. A batch of events is one transaction of two statements when every
 * session finds a payload: what is known about the sessions, and the claim.
 */
@ApplicationScoped
public class SessionReservationService {

    private static final String SESSION_ENDED = "session-ended";
    private static final String DEFAULT_ALLOCATION = "default";

    private final Database database;
    private final AllocationService allocations;
    private final PayloadService payloads;
    private final PayloadStore payloadStore;
    private final ReservationStore store;
    private final ClaimService claims;
    private final WaitingReservationsWorker waiting;
    private final SessionMetadataMapper metadata;
    private final AllocatorSettings settings;

    public SessionReservationService(
            Database database,
            AllocationService allocations,
            PayloadService payloads,
            PayloadStore payloadStore,
            ReservationStore store,
            ClaimService claims,
            WaitingReservationsWorker waiting,
            SessionMetadataMapper metadata,
            AllocatorSettings settings) {
        this.database = database;
        this.allocations = allocations;
        this.payloads = payloads;
        this.payloadStore = payloadStore;
        this.store = store;
        this.claims = claims;
        this.waiting = waiting;
        this.metadata = metadata;
        this.settings = settings;
    }

    private record Result(Map<String, Reservation> bySession, List<PayloadOutcome> outcomes) {}

    /** Commits what the events ask for and answers the sessions that have an answer already. */
    public Uni<List<Outgoing<?>>> handle(List<Envelope<SessionEvent>> events) {
        List<Envelope<SessionEvent>> asking =
                events.stream().filter(SessionReservationService::asks).toList();
        List<String> over = events.stream()
                .map(Envelope::event)
                .filter(event -> event instanceof SessionEnded || event instanceof SessionFailed)
                .map(SessionEvent::sessionId)
                .toList();
        if (asking.isEmpty() && over.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return database.inTransaction(session -> commit(session, asking, over))
                .invoke(this::announce)
                .map(result -> answers(asking, result));
    }

    private Uni<Result> commit(StatelessSession session, List<Envelope<SessionEvent>> asking, List<String> over) {
        List<String> sessionIds = Stream.concat(
                        asking.stream().map(envelope -> envelope.event().sessionId()), over.stream())
                .distinct()
                .toList();
        return store.ofSessions(session, sessionIds).chain(known -> {
            Map<String, Reservation> bySession =
                    new HashMap<>(known.stream().collect(toMap(Reservation::sessionId, reservation -> reservation)));
            return requests(session, asking, bySession)
                    .chain(requests -> reserve(session, requests, bySession))
                    .chain(outcomes -> end(session, over, bySession).map(ended -> {
                        List<PayloadOutcome> all = new ArrayList<>(outcomes);
                        all.addAll(ended);
                        return new Result(bySession, all);
                    }));
        });
    }

    /** An allocation as a session names it. */
    private record Named(String namespace, String allocation) {

        static Named by(SessionCreated created) {
            String name = created.state().settings().allocation();
            return new Named(created.namespace(), name == null ? DEFAULT_ALLOCATION : name);
        }
    }

    /** Requests of sessions that have not asked before. */
    private Uni<List<Reservation>> requests(
            StatelessSession session, List<Envelope<SessionEvent>> asking, Map<String, Reservation> known) {
        Map<String, Envelope<SessionEvent>> fresh = new LinkedHashMap<>();
        Map<Named, Optional<Allocation>> named = new LinkedHashMap<>();
        for (Envelope<SessionEvent> envelope : asking) {
            SessionCreated created = (SessionCreated) envelope.event();
            if (!known.containsKey(created.sessionId()) && fresh.putIfAbsent(created.sessionId(), envelope) == null) {
                named.put(Named.by(created), Optional.empty());
            }
        }
        return OneByOne.each(
                        List.copyOf(named.keySet()),
                        name -> allocations
                                .find(session, name.namespace(), name.allocation())
                                .invoke(found -> named.put(name, found)))
                .map(done -> fresh.values().stream()
                        .map(envelope -> request(envelope, named))
                        .toList());
    }

    private Reservation request(Envelope<SessionEvent> envelope, Map<Named, Optional<Allocation>> allocationsByName) {
        SessionCreated created = (SessionCreated) envelope.event();
        Named name = Named.by(created);
        Instant now = payloads.now();
        Reservation.Request asked = new Reservation.Request(ClaimCriteria.ANY, metadata.of(created.state()), null);
        String reservationId = DerivedIds.of(created.sessionId(), "reservation");
        String allocationId = allocationsByName.get(name).map(Allocation::id).orElse(null);
        return Reservation.asked(
                        reservationId,
                        created.namespace(),
                        created.sessionId(),
                        allocationId,
                        name.allocation(),
                        asked,
                        now)
                .waitingUntil(now.plus(settings.reservationWait()), envelope.traceparent());
    }

    private Uni<List<PayloadOutcome>> reserve(
            StatelessSession session, List<Reservation> requests, Map<String, Reservation> bySession) {
        if (requests.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Instant now = payloads.now();
        List<Reservation> possible = requests.stream()
                .filter(request -> request.allocationId() != null)
                .toList();
        Stream<Reservation> impossible = requests.stream()
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
            StatelessSession session, List<String> over, Map<String, Reservation> bySession) {
        List<Reservation> held = over.stream()
                .distinct()
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

    private static List<Outgoing<?>> answers(List<Envelope<SessionEvent>> asking, Result result) {
        return asking.stream()
                .map(envelope -> result.bySession().get(envelope.event().sessionId()))
                .flatMap(reservation -> ReservationEvents.answer(reservation).stream())
                .<Outgoing<?>>map(outgoing -> outgoing)
                .toList();
    }

    private static boolean asks(Envelope<SessionEvent> envelope) {
        return envelope.event() instanceof SessionCreated created
                && MatchSettings.HOSTING_ALLOCATE.equals(
                        created.state().settings().hosting());
    }
}
