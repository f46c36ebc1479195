package io.muster.allocator.reservation;

import io.muster.allocator.payload.Payload;
import io.muster.allocator.payload.PayloadService;
import io.muster.runtime.commit.GroupCommit;
import io.muster.runtime.db.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reservations asked for over HTTP. Requests that arrive together are one statement in one transaction, whatever they
 * select.
 */
@ApplicationScoped
public class ReservationService {

    private static final int MAX_BATCH = 256;
    private static final int MAX_IN_FLIGHT = 2;
    private static final int MAX_WAITING = 8_192;

    /** A reservation and the payload it got. */
    public record Granted(Reservation reservation, Payload payload) {}

    private final Database database;
    private final ClaimService claims;
    private final PayloadService payloads;
    private final GroupCommit<Reservation, Optional<Granted>> requests;

    ReservationService(
            Database database, ClaimService claims, PayloadService payloads, GroupCommit.Factory groupCommit) {
        this.database = database;
        this.claims = claims;
        this.payloads = payloads;
        this.requests = groupCommit.create("reservations", MAX_BATCH, MAX_IN_FLIGHT, MAX_WAITING, this::reserveAll);
    }

    /** Reserves a payload; empty when nothing matches what the reservation asks for. */
    public Uni<Optional<Granted>> reserve(Reservation request) {
        return requests.submit(request);
    }

    private Uni<List<Optional<Granted>>> reserveAll(List<Reservation> batch) {
        return database.inTransaction(session -> claims.claim(session, batch))
                .invoke(result -> payloads.announce(result.outcomes()))
                .map(result -> replies(batch, result));
    }

    private static List<Optional<Granted>> replies(List<Reservation> batch, ClaimService.Claims result) {
        Map<String, Payload> payloads = new HashMap<>();
        result.outcomes().forEach(outcome -> payloads.put(outcome.after().uid(), outcome.after()));
        Map<String, Granted> granted = new HashMap<>();
        result.granted()
                .forEach(one -> granted.put(one.reservationId(), new Granted(one, payloads.get(one.payloadUid()))));
        return batch.stream()
                .map(request -> Optional.ofNullable(granted.get(request.reservationId())))
                .toList();
    }
}
