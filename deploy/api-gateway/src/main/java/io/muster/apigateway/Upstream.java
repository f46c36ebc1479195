package io.muster.apigateway;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The replicas of one service, taken in turn. Safe for any thread. */
final class Upstream {

    private final List<Replica> replicas;
    private final AtomicInteger turn = new AtomicInteger();

    Upstream(List<Replica> replicas) {
        this.replicas = List.copyOf(replicas);
    }

    /**
     * All replicas in the order in which they should be tried for one request: those that answer in turn, then, as a last
     * resort, those that refused lately.
     */
    List<Replica> inTurn() {
        int first = Math.floorMod(turn.getAndIncrement(), Math.max(1, replicas.size()));
        List<Replica> order = new ArrayList<>(replicas.size());
        List<Replica> resting = new ArrayList<>();
        for (int i = 0; i < replicas.size(); i++) {
            Replica replica = replicas.get((first + i) % replicas.size());
            (replica.isRested() ? order : resting).add(replica);
        }
        order.addAll(resting);
        return order;
    }
}
