package io.muster.allocator.console;

import io.muster.allocator.allocation.Scale;
import io.muster.allocator.payload.Payload;
import io.muster.allocator.payload.PayloadBody;
import io.muster.allocator.payload.PayloadStore;
import io.muster.runtime.db.Database;
import io.muster.runtime.problem.Problems;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** A payload as it is now, or, when the payload is null, the uid of one that is gone. */
    public record ChangeBody(String uid, PayloadBody payload) {}

    private final Database database;
    private final PayloadStore store;
    private final Semaphore streams = new Semaphore(MOST_STREAMS);

    public ChangeStreamService(Database database, PayloadStore store) {
        this.database = database;
        this.store = store;
    }

    /** The payloads of an allocation, and from then on their changes. */
    Multi<ChangeBody> payloads(String allocationId) {
        Map<String, Long> known = new HashMap<>();
        return bounded(Multi.createFrom()
                .ticks()
                .every(LOOK)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(
                        _ -> database.read(session -> store.page(session, allocationId, null, null, Scale.LIMIT)))
                .onItem()
                .transformToIterable(now -> changes(known, now)));
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

    static List<ChangeBody> changes(Map<String, Long> known, List<Payload> now) {
        List<ChangeBody> changes = new ArrayList<>();
        Set<String> gone = new HashSet<>(known.keySet());
        for (Payload payload : now) {
            gone.remove(payload.uid());
            Long before = known.put(payload.uid(), payload.version());
            if (before == null || before != payload.version()) {
                changes.add(new ChangeBody(payload.uid(), PayloadBody.of(payload)));
            }
        }
        gone.forEach(uid -> {
            known.remove(uid);
            changes.add(new ChangeBody(uid, null));
        });
        return changes;
    }
}
