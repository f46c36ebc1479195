package io.muster.allocator.sessionmanager;

import io.muster.allocator.payload.PayloadState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** Which allocation serves a type of session: the oldest one whose annotation {@code session_type} says so. */
@ApplicationScoped
public class SessionTypeStore {

    static final PayloadState SHOWN = PayloadState.RESERVED;

    /** The allocation's id; an empty list when no allocation of the namespace serves the type. */
    Uni<List<String>> allocationOf(StatelessSession session, String namespace, String type) {
        return session.createNativeQuery("""
                        select cast(id as text) from allocations
                        where namespace = :namespace and wish = 'RUN' and annotations ->> 'session_type' = :type
                        order by created_at, id limit 1
                        """, String.class)
                .setParameter("namespace", namespace)
                .setParameter("type", type)
                .getResultList();
    }
}
