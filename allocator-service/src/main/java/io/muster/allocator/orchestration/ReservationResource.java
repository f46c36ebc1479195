package io.muster.allocator.orchestration;

import io.muster.allocator.allocation.Allocation;
import io.muster.allocator.allocation.AllocationService;
import io.muster.allocator.payload.PayloadBody;
import io.muster.allocator.payload.PayloadService;
import io.muster.allocator.reservation.Reservation;
import io.muster.allocator.reservation.ReservationService;
import io.muster.runtime.id.IdSource;
import io.muster.runtime.problem.Problems;
import io.muster.runtime.security.Allow;
import io.muster.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** Reservations of payloads by hand or by a backend (seed 000, CreateReservation). */
@Path("/api/v0/projects/{namespace}/allocations/{allocation}/reservations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ReservationResource {

    private final AllocationService allocations;
    private final ReservationService reservations;
    private final PayloadService payloads;
    private final IdSource ids;

    public ReservationResource(
            AllocationService allocations, ReservationService reservations, PayloadService payloads, IdSource ids) {
        this.allocations = allocations;
        this.reservations = reservations;
        this.payloads = payloads;
        this.ids = ids;
    }

    /** Exactly one payload; 412 when no selector matches any. */
    @POST
    @Allow({Role.DEVELOPER, Role.SERVICE})
    public Uni<ResultBody<PayloadBody>> reserve(
            @PathParam("namespace") String namespace,
            @PathParam("allocation") String allocation,
            ReservationBody body) {
        Reservation.Request asked = ReservationBody.request(body);
        return allocations
                .lookUp(namespace, allocation)
                .chain(found -> reservations.reserve(request(found, asked)))
                .map(granted -> granted.map(one -> ResultBody.one(PayloadBody.of(one.payload())))
                        .orElseThrow(() -> Problems.preconditionFailed(
                                "No payload of allocation '" + allocation + "' matches the selectors.")));
    }

    private Reservation request(Allocation allocation, Reservation.Request asked) {
        if (!allocation.accepting()) {
            throw Problems.conflict(
                    "not-accepting",
                    "Allocation '" + allocation.name() + "' is "
                            + allocation.status().published() + ".",
                    Map.of());
        }
        return Reservation.asked(
                ids.nextId(), allocation.namespace(), null, allocation.id(), allocation.name(), asked, payloads.now());
    }
}
