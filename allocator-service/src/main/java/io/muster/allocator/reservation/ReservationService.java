package io.muster.allocator.reservation;

import static java.util.stream.Collectors.toMap;

import io.muster.allocator.payload.Payload;
import io.muster.allocator.payload.PayloadCommand;
import io.muster.allocator.payload.PayloadOutcome;
import io.muster.allocator.payload.PayloadService;
import io.muster.allocator.payload.PayloadStore;
import io.muster.runtime.commit.GroupCommit;
import io.muster.runtime.db.Database;
import io.muster.runtime.flow.Again;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/**
 * Reservations asked for over HTTP. Requests that arrive together are one statement in one transaction, whatever they
 * select; requests with an idempotency key need one more, to see whether they have been answered before, and those that
 * have a third, for the payloads they were given.
 */
@ApplicationScoped
public class ReservationService {

    private static final int MAX_BATCH = 256;
    private static final int MAX_IN_FLIGHT = 2;
    private static final int MAX_WAITING = 8_192;
    private static final int ATTEMPTS = 3;
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration CONTENTION = Duration.ofMillis(5);
    private static final int CONTENDED_TRIES = 200;
    private static final String UNCONFIRMED = "unconfirmed";

    /**
     * A request.
     *
     * @param keyed whether its id follows from a key of the caller, so that it may have been served before
     */
    public record Asked(Reservation reservation, boolean keyed) {}

    /** The answer to a request. */
    public sealed interface Answer {

        /** A payload. The same one again, as it is now, when the key was used before. */
        record Granted(Payload payload) implements Answer {}

        /** No payload matches. */
        record Nothing() implements Answer {}

        /** It waits for one. */
        record Waiting() implements Answer {}

        /** What there is was being changed by somebody else; asking again may help. */
        record Contended() implements Answer {}

        /** Another request was made under the same key. */
        record KeyTaken() implements Answer {}

        /** What was granted under this key is over. */
        record Over() implements Answer {}
    }

    private final Database database;
    private final ClaimService claims;
    private final WaitingReservationsWorker waiting;
    private final PayloadService payloads;
    private final PayloadStore payloadStore;
    private final ReservationStore store;
    private final GroupCommit<Asked, Answer> requests;

    ReservationService(
            Database database,
            ClaimService claims,
            WaitingReservationsWorker waiting,
            PayloadService payloads,
            PayloadStore payloadStore,
            ReservationStore store,
            GroupCommit.Factory groupCommit) {
        this.database = database;
        this.claims = claims;
        this.waiting = waiting;
        this.payloads = payloads;
        this.payloadStore = payloadStore;
        this.store = store;
        this.requests = groupCommit.create("reservations", MAX_BATCH, MAX_IN_FLIGHT, MAX_WAITING, this::reserveAll);
    }

    /** Reserves a payload; waits for one until the request's deadline, if it has one. */
    public Uni<Answer> reserve(Asked asked) {
        return reserve(asked, CONTENDED_TRIES);
    }

    private Uni<Answer> reserve(Asked asked, int triesLeft) {
        return requests.submit(asked).chain(answer -> switch (answer) {
            case Answer.Waiting _ -> outcome(asked.reservation());
            case Answer.Contended _ when triesLeft > 0 -> after(CONTENTION).chain(() -> reserve(asked, triesLeft - 1));
            default -> Uni.createFrom().item(answer);
        });
    }

    /** A reservation of a namespace; empty when it has none of that id. */
    public Uni<Optional<Reservation>> find(String namespace, String allocationId, String reservationId) {
        return database.read(session -> store.find(session, List.of(reservationId)))
                .map(found -> found.stream()
                        .filter(one -> one.namespace().equals(namespace) && allocationId.equals(one.allocationId()))
                        .findFirst());
    }

    /** Confirms that players are there, so that the time limit does not end the reservation; false when it is over. */
    public Uni<Boolean> confirm(String reservationId) {
        return database.inTransaction(session -> store.confirm(session, reservationId, payloads.now()));
    }

    /** Confirms what holds a payload; for the payload itself. */
    public Uni<Void> confirmOf(String payloadUid) {
        return database.inTransaction(session -> store.confirmOf(session, payloadUid, payloads.now()));
    }

    /** Ends a reservation: its payload is stopped, or has a seat more, or it no longer waits for one. */
    public Uni<Void> release(Reservation reservation, String reason) {
        return endAll(session -> store.lockLive(session, reservation.reservationId()), reason)
                .replaceWithVoid();
    }

    /** Ends reservations that nobody has confirmed in time. */
    public Uni<Void> endUnconfirmed() {
        return Again.whilst(
                ended -> ended == MAX_BATCH,
                () -> endAll(session -> store.unconfirmed(session, payloads.now(), MAX_BATCH), UNCONFIRMED));
    }

    private record Batch(List<Answer> answers, List<PayloadOutcome> outcomes, Collection<String> waitingAllocations) {}

    private Uni<List<Answer>> reserveAll(List<Asked> batch) {
        return database.inTransaction(session -> known(session, batch).chain(known -> serve(session, batch, known)))
                .onFailure(RepeatedRequestException.class)
                .retry()
                .atMost(ATTEMPTS)
                .invoke(done -> {
                    payloads.announce(done.outcomes());
                    done.waitingAllocations().forEach(waiting::asked);
                })
                .map(Batch::answers);
    }

    private record Known(Map<String, Reservation> reservations, Map<String, Payload> payloads) {}

    private Uni<Known> known(StatelessSession session, List<Asked> batch) {
        List<String> ids = batch.stream()
                .filter(Asked::keyed)
                .map(asked -> asked.reservation().reservationId())
                .distinct()
                .toList();
        if (ids.isEmpty()) {
            return Uni.createFrom().item(new Known(Map.of(), Map.of()));
        }
        return store.find(session, ids)
                .chain(found -> withoutFailed(session, found))
                .chain(found -> payloadsOf(session, found)
                        .map(live -> new Known(
                                found.stream().collect(toMap(Reservation::reservationId, one -> one)),
                                live.stream().collect(toMap(Payload::uid, one -> one)))));
    }

    /** A key whose request got nothing is free again: there is no payload to be given twice. */
    private Uni<List<Reservation>> withoutFailed(StatelessSession session, List<Reservation> found) {
        List<String> failed = found.stream()
                .filter(one -> one.state() == Reservation.State.FAILED)
                .map(Reservation::reservationId)
                .toList();
        return failed.isEmpty()
                ? Uni.createFrom().item(found)
                : store.deleteFailed(session, failed)
                        .replaceWith(found.stream()
                                .filter(one -> one.state() != Reservation.State.FAILED)
                                .toList());
    }

    private Uni<List<Payload>> payloadsOf(StatelessSession session, List<Reservation> found) {
        List<String> uids = found.stream()
                .map(Reservation::payloadUid)
                .filter(Objects::nonNull)
                .toList();
        return uids.isEmpty() ? Uni.createFrom().item(List.of()) : payloadStore.find(session, uids);
    }

    private Uni<Batch> serve(StatelessSession session, List<Asked> batch, Known known) {
        List<Reservation> fresh = batch.stream()
                .map(Asked::reservation)
                .filter(one -> !known.reservations().containsKey(one.reservationId()))
                .collect(toMap(Reservation::reservationId, one -> one, (a, b) -> a, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
        return claims.claim(session, fresh).chain(result -> {
            List<Reservation> patient = result.missed().stream()
                    .filter(one -> one.deadline() != null)
                    .toList();
            Known after = merge(known, result, patient);
            List<Answer> answers = batch.stream()
                    .map(asked -> answer(asked.reservation(), after, result.contended()))
                    .toList();
            return store.insertWaiting(session, patient)
                    .replaceWith(new Batch(
                            answers,
                            result.outcomes(),
                            patient.stream()
                                    .map(Reservation::allocationId)
                                    .distinct()
                                    .toList()));
        });
    }

    private static Known merge(Known known, Claims result, List<Reservation> patient) {
        Map<String, Reservation> reservations = new HashMap<>(known.reservations());
        Stream.concat(result.granted().stream(), patient.stream())
                .forEach(one -> reservations.put(one.reservationId(), one));
        Map<String, Payload> live = new HashMap<>(known.payloads());
        result.outcomes().forEach(outcome -> live.put(outcome.after().uid(), outcome.after()));
        return new Known(reservations, live);
    }

    private static Answer answer(Reservation asked, Known known, boolean contended) {
        Reservation stored = known.reservations().get(asked.reservationId());
        if (stored == null) {
            return contended ? new Answer.Contended() : new Answer.Nothing();
        }
        if (!stored.request().equals(asked.request())) {
            return new Answer.KeyTaken();
        }
        return answer(stored, known.payloads().get(stored.payloadUid()));
    }

    private static Answer answer(Reservation stored, Payload payload) {
        return switch (stored.state()) {
            case WAITING -> new Answer.Waiting();
            case FAILED -> new Answer.Nothing();
            case ENDED -> new Answer.Over();
            case ACTIVE -> payload == null ? new Answer.Over() : new Answer.Granted(payload);
        };
    }

    /** Any replica may serve those that wait, so the row is where the outcome shows. */
    private Uni<Answer> outcome(Reservation asked) {
        return database.read(session -> store.find(session, List.of(asked.reservationId()))
                        .chain(found -> payloadsOf(session, found)
                                .map(live -> found.isEmpty()
                                        ? new Answer.Nothing()
                                        : answer(
                                                found.getFirst(),
                                                live.stream().findFirst().orElse(null)))))
                .chain(answer -> answer instanceof Answer.Waiting
                        ? after(LOOK).chain(() -> outcome(asked))
                        : Uni.createFrom().item(answer));
    }

    private static Uni<Void> after(Duration wait) {
        return Uni.createFrom().voidItem().onItem().delayIt().by(wait);
    }

    private Uni<Integer> endAll(Function<StatelessSession, Uni<List<Reservation>>> which, String reason) {
        Instant now = payloads.now();
        record Ended(int count, List<PayloadOutcome> outcomes) {}
        return database.inTransaction(session -> which.apply(session).chain(over -> {
                    if (over.isEmpty()) {
                        return Uni.createFrom().item(new Ended(0, List.of()));
                    }
                    List<PayloadService.Addressed> commands = over.stream()
                            .filter(one -> one.payloadUid() != null)
                            .map(one ->
                                    new PayloadService.Addressed(one.payloadUid(), new PayloadCommand.GiveBack(reason)))
                            .toList();
                    return payloadStore
                            .lock(
                                    session,
                                    commands.stream()
                                            .map(PayloadService.Addressed::uid)
                                            .distinct()
                                            .toList())
                            .chain(locked -> payloads.decideLocked(session, locked, commands))
                            .chain(outcomes -> store.end(
                                            session,
                                            over.stream()
                                                    .map(Reservation::reservationId)
                                                    .toList(),
                                            reason,
                                            now)
                                    .replaceWith(new Ended(over.size(), outcomes)));
                }))
                .invoke(ended -> payloads.announce(ended.outcomes()))
                .map(Ended::count);
    }
}
