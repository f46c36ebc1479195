package io.muster.allocator.orchestration;

import io.muster.allocator.allocation.Allocation;
import io.muster.allocator.allocation.AllocationService;
import io.muster.allocator.audit.Audited;
import io.muster.allocator.paging.Pages;
import io.muster.allocator.paging.ResultBody;
import io.muster.allocator.paging.TimeCursor;
import io.muster.allocator.payload.PayloadBody;
import io.muster.allocator.payload.PayloadService;
import io.muster.allocator.reservation.Reservation;
import io.muster.allocator.reservation.ReservationFilter;
import io.muster.allocator.reservation.ReservationHistoryStore;
import io.muster.allocator.reservation.ReservationService;
import io.muster.allocator.reservation.ReservationService.Answer;
import io.muster.allocator.reservation.ReservationService.Asked;
import io.muster.runtime.db.Database;
import io.muster.runtime.id.DerivedIds;
import io.muster.runtime.id.IdSource;
import io.muster.runtime.problem.Problems;
import io.muster.runtime.security.Allow;
import io.muster.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Reservations of payloads by hand or by a backend (seed 000, CreateReservation), and their history. */
@Path("/api/v0/projects/{namespace}/allocations/{allocation}/reservations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ReservationResource {

    private static final int LARGEST_PAGE = 1_000;
    private static final int LONGEST_KEY = 128;
    private static final String RELEASED = "released";
    private static final Duration CONTENDED_RETRY = Duration.ofSeconds(1);

    private final Database database;
    private final AllocationService allocations;
    private final ReservationService reservations;
    private final ReservationHistoryStore history;
    private final PayloadService payloads;
    private final IdSource ids;

    public ReservationResource(
            Database database,
            AllocationService allocations,
            ReservationService reservations,
            ReservationHistoryStore history,
            PayloadService payloads,
            IdSource ids) {
        this.database = database;
        this.allocations = allocations;
        this.reservations = reservations;
        this.history = history;
        this.payloads = payloads;
        this.ids = ids;
    }

    /** Exactly one payload; 412 when no selector matches any. The same key gives the same payload again. */
    @POST
    @Audited("CreateReservation")
    @Allow({Role.DEVELOPER, Role.SERVICE})
    public Uni<ResultBody<PayloadBody>> reserve(
            @PathParam("namespace") String namespace,
            @PathParam("allocation") String allocation,
            @HeaderParam("Idempotency-Key") String key,
            ReservationBody body) {
        Reservation.Request request = ReservationBody.request(body);
        Duration patience = ReservationBody.patience(body);
        requireKey(key);
        return allocations
                .lookUp(namespace, allocation)
                .chain(found -> reservations.reserve(asked(found, request, patience, key)))
                .map(answer -> ResultBody.one(payload(answer, allocation)));
    }

    /** The latest first; those that match every filter. */
    @GET
    @Allow({Role.DEVELOPER, Role.SERVICE})
    public Uni<ResultBody<ReservationRecordBody>> list(
            @PathParam("namespace") String namespace,
            @PathParam("allocation") String allocation,
            @QueryParam("state") String state,
            @QueryParam("session_id") String sessionId,
            @QueryParam("payload_uid") String payloadUid,
            @QueryParam("reason") String reason,
            @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        int size = Pages.size(limit, LARGEST_PAGE);
        ReservationFilter filter =
                new ReservationFilter(state == null ? null : state(state), sessionId, payloadUid, reason);
        TimeCursor before = TimeCursor.parse(after);
        return allocations
                .require(namespace, allocation)
                .chain(found -> database.read(session -> history.count(session, found.id(), filter)
                        .chain(total -> history.page(session, found.id(), filter, before, size)
                                .map(page -> ResultBody.latest(
                                        page.stream()
                                                .map(ReservationRecordBody::of)
                                                .toList(),
                                        size,
                                        last -> new TimeCursor(last.requested(), last.id()),
                                        total)))));
    }

    @GET
    @Path("/{reservation}")
    @Allow({Role.DEVELOPER, Role.SERVICE})
    public Uni<ResultBody<ReservationRecordBody>> get(
            @PathParam("namespace") String namespace,
            @PathParam("allocation") String allocation,
            @PathParam("reservation") String reservation) {
        return require(namespace, allocation, reservation)
                .map(found -> ResultBody.one(ReservationRecordBody.of(found)));
    }

    /** Players are there: the time limit no longer ends the reservation. */
    @POST
    @Path("/{reservation}/confirmation")
    @Audited("ConfirmReservation")
    @Allow({Role.DEVELOPER, Role.SERVICE})
    public Uni<Map<String, Object>> confirm(
            @PathParam("namespace") String namespace,
            @PathParam("allocation") String allocation,
            @PathParam("reservation") String reservation) {
        return require(namespace, allocation, reservation)
                .chain(found -> reservations.confirm(found.reservationId()))
                .map(confirmed -> {
                    if (!confirmed) {
                        throw Problems.conflict("over", "Reservation '" + reservation + "' is not active.", Map.of());
                    }
                    return Map.of();
                });
    }

    /**
     * Gives the payload back: it is stopped, or has a seat more when it holds several sessions. One that waits for a payload
     * waits no longer, unless it does so for a session, which would not learn of it.
     */
    @DELETE
    @Path("/{reservation}")
    @Audited("ReleaseReservation")
    @Allow({Role.DEVELOPER, Role.SERVICE})
    public Uni<Map<String, Object>> release(
            @PathParam("namespace") String namespace,
            @PathParam("allocation") String allocation,
            @PathParam("reservation") String reservation) {
        return require(namespace, allocation, reservation)
                .invoke(ReservationResource::requireReleasable)
                .chain(found -> reservations.release(found, RELEASED))
                .replaceWith(Map.of());
    }

    private static void requireReleasable(Reservation reservation) {
        if (reservation.state() == Reservation.State.WAITING && reservation.sessionId() != null) {
            throw Problems.conflict(
                    "session-waits",
                    "Session '" + reservation.sessionId() + "' waits for it; end the session.",
                    Map.of());
        }
    }

    private Asked asked(Allocation allocation, Reservation.Request request, Duration patience, String key) {
        if (!allocation.accepting()) {
            throw Problems.conflict(
                    "not-accepting",
                    "Allocation '" + allocation.name() + "' is "
                            + allocation.status().published() + ".",
                    Map.of());
        }
        String id = key == null ? ids.nextId() : DerivedIds.of(allocation.id(), "idempotency-key-" + key);
        Instant now = payloads.now();
        Reservation reservation =
                Reservation.asked(id, allocation.namespace(), null, allocation.id(), allocation.name(), request, now);
        return new Asked(
                patience.isZero() ? reservation : reservation.waitingUntil(now.plus(patience), null), key != null);
    }

    private static PayloadBody payload(Answer answer, String allocation) {
        return switch (answer) {
            case Answer.Granted granted -> PayloadBody.of(granted.payload());
            case Answer.KeyTaken _ ->
                throw Unprocessable.because("Idempotency-Key: another request was made with this key");
            case Answer.Over _ -> throw Problems.conflict("over", "The reservation is over.", Map.of());
            case Answer.Contended _ -> throw Problems.overloaded(CONTENDED_RETRY);
            case Answer.Nothing _, Answer.Waiting _ ->
                throw Problems.preconditionFailed(
                        "No payload of allocation '" + allocation + "' matches the selectors.");
        };
    }

    private Uni<Reservation> require(String namespace, String allocation, String reservation) {
        String id = uuid(reservation);
        return allocations
                .require(namespace, allocation)
                .chain(found -> reservations.find(namespace, found.id(), id))
                .map(found -> found.orElseThrow(() -> Problems.notFound("reservation", reservation)));
    }

    private static void requireKey(String key) {
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw Problems.badRequest("Idempotency-Key", "must have 1 to " + LONGEST_KEY + " characters");
        }
    }

    private static Reservation.State state(String name) {
        for (Reservation.State state : Reservation.State.values()) {
            if (state.name().equalsIgnoreCase(name)) {
                return state;
            }
        }
        throw Problems.badRequest("state", "must be waiting, active, ended or failed");
    }

    private static String uuid(String text) {
        try {
            return UUID.fromString(text).toString();
        } catch (IllegalArgumentException e) {
            throw Problems.notFound("reservation", text);
        }
    }
}
