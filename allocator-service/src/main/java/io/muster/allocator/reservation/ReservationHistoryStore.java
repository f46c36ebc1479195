package io.muster.allocator.reservation;

import io.muster.allocator.RowJson;
import io.muster.allocator.paging.TimeCursor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** The table {@code reservations}, for lists. */
@ApplicationScoped
public class ReservationHistoryStore {

    private static final String FILTER = """
            where allocation_id = cast(:allocation as uuid)
            and (cast(:state as text) is null or state = cast(:state as text))
            and (cast(:session as text) is null or session_id = cast(:session as text))
            and (cast(:payload as text) is null or cast(payload_uid as text) = cast(:payload as text))
            and (cast(:reason as text) is null or reason = cast(:reason as text))
            """;

    private static final String PAGE = "select cast(to_jsonb(r) as text) from reservations r " + FILTER + """
            and (cast(:time as text) is null
                or (requested_at, reservation_id)
                    < (cast(cast(:time as text) as timestamptz), cast(cast(:id as text) as uuid)))
            order by requested_at desc, reservation_id desc limit :limit
            """;

    private final RowJson json;

    public ReservationHistoryStore(RowJson json) {
        this.json = json;
    }

    /**
     * A page of an allocation's reservations, the latest first.
     *
     * @param after the last one of the page before, or null from the start
     */
    public Uni<List<Reservation>> page(
            StatelessSession session, String allocationId, ReservationFilter filter, TimeCursor after, int limit) {
        return filtered(session.createNativeQuery(PAGE, String.class), allocationId, filter)
                .setParameter("time", after == null ? null : after.time().toString())
                .setParameter("id", after == null ? null : after.id())
                .setParameter("limit", limit)
                .getResultList()
                .map(rows -> json.readAll(rows, ReservationRow.class).stream()
                        .map(ReservationRow::toReservation)
                        .toList());
    }

    /** How many of an allocation's reservations there are. */
    public Uni<Long> count(StatelessSession session, String allocationId, ReservationFilter filter) {
        return filtered(
                        session.createNativeQuery("select count(*) from reservations r " + FILTER, Long.class),
                        allocationId,
                        filter)
                .getSingleResult();
    }

    private static <R> SelectionQuery<R> filtered(
            SelectionQuery<R> query, String allocationId, ReservationFilter filter) {
        return query.setParameter("allocation", allocationId)
                .setParameter(
                        "state", filter.state() == null ? null : filter.state().name())
                .setParameter("session", filter.sessionId())
                .setParameter("payload", filter.payloadUid())
                .setParameter("reason", filter.reason());
    }
}
