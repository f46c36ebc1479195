package io.muster.allocator.orchestration;

import io.muster.allocator.allocation.AllocationService;
import io.muster.allocator.payload.Payload;
import io.muster.allocator.payload.PayloadCommand;
import io.muster.allocator.payload.PayloadDecision;
import io.muster.allocator.payload.PayloadLifecycle;
import io.muster.allocator.payload.PayloadService;
import io.muster.allocator.payload.PayloadStore;
import io.muster.runtime.db.Database;
import io.muster.runtime.problem.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Finds payloads by the ids of the published API and carries commands to them. */
@ApplicationScoped
public class PayloadCommandService {

    private final Database database;
    private final AllocationService allocations;
    private final PayloadStore store;
    private final PayloadService payloads;

    public PayloadCommandService(
            Database database, AllocationService allocations, PayloadStore store, PayloadService payloads) {
        this.database = database;
        this.allocations = allocations;
        this.store = store;
        this.payloads = payloads;
    }

    /** Carries a command to a payload; a 404 problem when there is none, 409 or 422 when it refuses. */
    Uni<Map<String, Object>> command(String namespace, String allocation, String payload, PayloadCommand command) {
        return require(namespace, allocation, payload)
                .chain(found -> payloads.command(found.uid(), command))
                .map(answer -> switch (answer.reply()) {
                    case PayloadDecision.Accepted _ -> Map.of();
                    case PayloadDecision.Refused refused -> throw problem(refused);
                });
    }

    private static RuntimeException problem(PayloadDecision.Refused refused) {
        return refused.code().equals(PayloadLifecycle.TOO_MANY)
                ? Unprocessable.because(refused.message())
                : Problems.conflict(refused.code(), refused.message(), Map.of());
    }

    /** The payload; a 404 problem when the allocation has none of that id, or the namespace no such allocation. */
    Uni<Payload> require(String namespace, String allocation, String payload) {
        return allocations
                .require(namespace, allocation)
                .chain(found -> database.read(session -> store.findByPayloadId(session, found.id(), payload)))
                .map(found -> {
                    if (found.isEmpty()) {
                        throw Problems.notFound("payload", payload);
                    }
                    return found.getFirst();
                });
    }
}
