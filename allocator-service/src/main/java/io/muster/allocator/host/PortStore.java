package io.muster.allocator.host;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** Which payload has which port of a host. Ports of a payload that is gone are free again. */
@ApplicationScoped
public class PortStore {

    /** Up to so many ports that no payload has, in a random order so that a port just freed is not the next one used. */
    Uni<List<Integer>> free(StatelessSession session, String address, int from, int to, int count) {
        return session.createNativeQuery("""
                        select candidate from generate_series(cast(:from as int), cast(:to as int)) as candidate
                        where candidate not in (select port from payload_ports where address = :address)
                        order by random() limit :count
                        """, Integer.class)
                .setParameter("from", from)
                .setParameter("to", to)
                .setParameter("address", address)
                .setParameter("count", count)
                .getResultList();
    }

    /** Takes ports for a payload; answers those that were still free. */
    Uni<List<Integer>> take(StatelessSession session, String address, List<Integer> ports, String uid) {
        return session.createNativeQuery("""
                        insert into payload_ports
                        select :address, port, cast(:uid as uuid) from unnest(cast(:ports as int[])) as port
                        on conflict do nothing returning port
                        """, Integer.class)
                .setParameter("address", address)
                .setParameter("uid", UUID.fromString(uid))
                .setParameter("ports", ports.toArray(Integer[]::new))
                .getResultList();
    }

    /** Ports of an address that a payload has, in their order. */
    Uni<List<Integer>> of(StatelessSession session, String address, String uid) {
        return session.createNativeQuery(
                        "select port from payload_ports where address = :address and uid = cast(:uid as uuid) order by port",
                        Integer.class)
                .setParameter("address", address)
                .setParameter("uid", UUID.fromString(uid))
                .getResultList();
    }

    Uni<Void> release(StatelessSession session, String uid) {
        return session.createNativeQuery("delete from payload_ports where uid = cast(:uid as uuid)")
                .setParameter("uid", UUID.fromString(uid))
                .executeUpdate()
                .replaceWithVoid();
    }
}
