package io.muster.ticket.store;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** Leases of tickets in PostgreSQL. Methods take part in the caller's transaction. */
@ApplicationScoped
public class LeaseStore {

    private static final String RENEW = """
            update tickets t
            set lease_until = greatest(t.lease_until,
                to_timestamp(r.read_until / float8 '1000') + t.lease_seconds * interval '1 second')
            from (select id, max(read_until) as read_until
                  from unnest(cast(?1 as uuid[]), cast(?2 as bigint[])) as r(id, read_until)
                  group by id order by id) r
            where t.id = r.id and t.id = any(cast(?1 as uuid[])) and t.lease_seconds is not null
              and t.status in ('WAITING', 'CLAIMED')
            """;

    /** The ticket is being read until a moment. */
    public record Renewal(String ticketId, Instant readUntil) {}

    /** Moves the leases to their full length after the moments the tickets are read until, and never back. */
    public Uni<Void> renew(StatelessSession session, List<Renewal> renewals) {
        List<Renewal> sorted = renewals.stream()
                .sorted(Comparator.comparing(Renewal::ticketId))
                .toList();
        return session.createNativeQuery(RENEW)
                .setParameter(
                        1,
                        sorted.stream()
                                .map(renewal -> UUID.fromString(renewal.ticketId()))
                                .toArray(UUID[]::new))
                .setParameter(
                        2,
                        sorted.stream()
                                .map(renewal -> renewal.readUntil().toEpochMilli())
                                .toArray(Long[]::new))
                .executeUpdate()
                .replaceWithVoid();
    }
}
