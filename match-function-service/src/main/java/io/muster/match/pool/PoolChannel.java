package io.muster.match.pool;

import io.muster.runtime.thread.CallerContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Follows tickets and backfills of the partitions that this instance owns. Offsets are never committed, because pools are
 * rebuilt from the beginning; a batch is done when it is applied, which also keeps the next one waiting.
 */
@ApplicationScoped
public class PoolChannel {

    private final PoolService pools;

    public PoolChannel(PoolService pools) {
        this.pools = pools;
    }

    @Incoming("pools")
    Uni<Void> receive(ConsumerRecords<String, byte[]> batch) {
        Map<Integer, List<ConsumerRecord<String, byte[]>>> byPartition = new HashMap<>();
        for (ConsumerRecord<String, byte[]> taken : batch) {
            byPartition
                    .computeIfAbsent(taken.partition(), partition -> new ArrayList<>())
                    .add(taken);
        }
        if (byPartition.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom().emitter(emitter -> {
            CallerContext caller = CallerContext.capture();
            AtomicInteger open = new AtomicInteger(byPartition.size());
            Runnable applied = () -> {
                if (open.decrementAndGet() == 0) {
                    caller.run(() -> emitter.complete(null));
                }
            };
            byPartition.forEach((partition, records) -> pools.deliver(partition, records, applied));
        });
    }
}
