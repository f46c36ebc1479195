package io.muster.match.pool;

import io.muster.contracts.Pool;
import io.muster.contracts.depth.QueueDepthMeasured;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which depths of queues are worth saying: those that have changed, and those above zero again after a while, so that who
 * listens can forget what nobody repeats. Not for use by several threads at a time.
 */
final class DepthReport {

    /** A depth is repeated this often while there is one. */
    static final Duration REPEAT = Duration.ofSeconds(5);

    private record Said(String allocation, int tickets, Instant at) {}

    private final Map<Pool, Said> said = new HashMap<>();

    /**
     * What to say now.
     *
     * @param depths tickets of the queues that have any
     * @param allocation name of the allocation that a queue is played on; empty: nobody wants to know its depth
     * @param ours whether a queue is still this instance's, so that one without tickets really is empty
     */
    List<QueueDepthMeasured> due(
            Map<Pool, Integer> depths, Function<Pool, Optional<String>> allocation, Predicate<Pool> ours, Instant now) {
        List<QueueDepthMeasured> due = new ArrayList<>();
        List.copyOf(said.keySet()).stream()
                .filter(queue -> !depths.containsKey(queue))
                .forEach(queue -> {
                    Said last = said.remove(queue);
                    if (ours.test(queue)) {
                        due.add(measured(queue, new Said(last.allocation(), 0, now)));
                    }
                });
        depths.forEach((queue, tickets) -> allocation.apply(queue).ifPresent(name -> {
            Said next = new Said(name, tickets, now);
            Said last = said.get(queue);
            boolean news = last == null
                    || last.tickets() != tickets
                    || !last.allocation().equals(name);
            if (news || !last.at().plus(REPEAT).isAfter(now)) {
                said.put(queue, next);
                due.add(measured(queue, next));
            }
        }));
        return due;
    }

    private static QueueDepthMeasured measured(Pool queue, Said said) {
        return new QueueDepthMeasured(queue.namespace(), queue.queue(), said.allocation(), said.tickets(), said.at());
    }
}
