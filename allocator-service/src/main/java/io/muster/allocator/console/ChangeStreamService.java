package io.muster.allocator.console;

import io.muster.allocator.allocation.AllocationStore;
import io.muster.allocator.allocation.Scale;
import io.muster.allocator.payload.PayloadStore;
import io.muster.runtime.db.Database;
import io.muster.runtime.problem.Problems;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Live streams. They compare what the database says from one look to the next, so they show the changes of every replica;
 * a listener that reads slowly misses steps in between but never the last state. At most {@link #MOST_STREAMS} at once.
 */
@ApplicationScoped
public class ChangeStreamService {

    private static final int MOST_STREAMS = 64;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int OUTPUT_PIECE = 65_536;

    private final Database database;
    private final AllocationStore allocations;
    private final PayloadStore store;
    private final Semaphore streams = new Semaphore(MOST_STREAMS);

    public ChangeStreamService(Database database, AllocationStore allocations, PayloadStore store) {
        this.database = database;
        this.allocations = allocations;
        this.store = store;
    }

    /** An allocation and its payloads, and from then on their changes. */
    Multi<ChangeBody> changes(String allocationId) {
        KnownState known = new KnownState();
        return bounded(Multi.createFrom()
                .ticks()
                .every(LOOK)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(_ -> database.read(session -> allocations
                        .findById(session, allocationId)
                        .chain(found -> store.page(session, allocationId, null, null, Scale.LIMIT)
                                .map(payloads -> known.changes(found, payloads)))))
                .onItem()
                .transformToIterable(changes -> changes));
    }

    /** The output in a file, and from then on what is added to it. */
    Multi<String> output(Path file) {
        long[] place = {OutputTail.last(file, OUTPUT_PIECE).next()};
        String first = OutputTail.last(file, OUTPUT_PIECE).text();
        Multi<String> rest = Multi.createFrom()
                .ticks()
                .every(LOOK)
                .onOverflow()
                .drop()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(_ -> {
                    OutputTail.Piece piece = OutputTail.from(file, place[0], OUTPUT_PIECE);
                    place[0] = piece.next();
                    return piece.text();
                });
        return bounded(Multi.createBy()
                        .concatenating()
                        .streams(Multi.createFrom().item(first), rest))
                .filter(text -> !text.isEmpty());
    }

    private <T> Multi<T> bounded(Multi<T> stream) {
        if (!streams.tryAcquire()) {
            return Multi.createFrom().failure(Problems.overloaded(Duration.ofSeconds(5)));
        }
        return stream.onTermination().invoke(() -> streams.release());
    }
}
