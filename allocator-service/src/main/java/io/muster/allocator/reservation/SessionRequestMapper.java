package io.muster.allocator.reservation;

import io.muster.allocator.AllocatorSettings;
import io.muster.allocator.allocation.Allocation;
import io.muster.allocator.allocation.AllocationService;
import io.muster.allocator.payload.PayloadService;
import io.muster.contracts.Envelope;
import io.muster.contracts.session.SessionCreated;
import io.muster.contracts.session.SessionEvent;
import io.muster.runtime.flow.OneByOne;
import io.muster.runtime.id.DerivedIds;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** What sessions ask for, as reservations that nothing has been done about yet. */
@ApplicationScoped
class SessionRequestMapper {

    private static final String DEFAULT_ALLOCATION = "default";

    private final AllocationService allocations;
    private final PayloadService payloads;
    private final SessionMetadataMapper metadata;
    private final AllocatorSettings settings;

    SessionRequestMapper(
            AllocationService allocations,
            PayloadService payloads,
            SessionMetadataMapper metadata,
            AllocatorSettings settings) {
        this.allocations = allocations;
        this.payloads = payloads;
        this.metadata = metadata;
        this.settings = settings;
    }

    /** An allocation as a session names it. */
    private record Named(String namespace, String allocation) {

        static Named by(SessionCreated created) {
            String name = created.state().settings().allocation();
            return new Named(created.namespace(), name == null ? DEFAULT_ALLOCATION : name);
        }
    }

    /** Their requests in the same order, without an allocation id where there is no such allocation. */
    Uni<List<Reservation>> of(StatelessSession session, Collection<Envelope<SessionEvent>> asking) {
        Map<Named, Optional<Allocation>> named = new LinkedHashMap<>();
        for (Envelope<SessionEvent> envelope : asking) {
            named.put(Named.by((SessionCreated) envelope.event()), Optional.empty());
        }
        return OneByOne.each(
                        List.copyOf(named.keySet()),
                        name -> allocations
                                .find(session, name.namespace(), name.allocation())
                                .invoke(found -> named.put(name, found)))
                .map(done -> requests(asking, named));
    }

    private List<Reservation> requests(
            Collection<Envelope<SessionEvent>> asking, Map<Named, Optional<Allocation>> named) {
        Instant now = payloads.now();
        List<Reservation> requests = new ArrayList<>(asking.size());
        for (Envelope<SessionEvent> envelope : asking) {
            SessionCreated created = (SessionCreated) envelope.event();
            Named name = Named.by(created);
            requests.add(Reservation.asked(
                            DerivedIds.ordered(created.sessionId(), "reservation"),
                            created.namespace(),
                            created.sessionId(),
                            named.get(name).map(Allocation::id).orElse(null),
                            name.allocation(),
                            new Reservation.Request(ClaimCriteria.ANY, metadata.of(created.state()), null),
                            now)
                    .waitingUntil(now.plus(settings.reservationWait()), envelope.traceparent()));
        }
        return requests;
    }
}
