package io.muster.allocator.kubernetes;

import io.muster.allocator.payload.Payload;
import io.muster.allocator.payload.PayloadCommand;
import io.muster.allocator.payload.PayloadState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What follows from a payload's row and the pods that carry its uid. Looks at what is, not at what happened, so it may be
 * asked at any time, by any replica, any number of times; it forgets nothing because it remembers nothing.
 *
 * <p>Each start of a payload has a pod of its own, named for the payload and the number of the start, so that two replicas
 * that start it make one pod and the end of an earlier start is not taken for the end of a later one.
 */
final class PodPolicy {

    static final String EVICTED = "evicted";

    private PodPolicy() {}

    /**
     * What to do, in this order.
     *
     * @param payload as it is in the database; empty when there is none of that uid any more
     * @param pods all pods of the payload; an empty list must be what the cluster says, not what is remembered of it
     * @param patience how long a pod may wait for a node and its image
     */
    static List<PodAction> decide(Optional<Payload> payload, List<PodView> pods, Duration patience, Instant now) {
        if (payload.isEmpty() || payload.get().state() == PayloadState.ERROR) {
            return deletions(pods);
        }
        if (payload.get().state().ending()) {
            return pods.isEmpty() ? List.of(new PodAction.Tell(new PayloadCommand.Clear())) : deletions(pods);
        }
        int attempt = attempt(payload.get());
        List<PodAction> actions = new ArrayList<>(
                deletions(pods.stream().filter(pod -> pod.attempt() != attempt).toList()));
        pods.stream()
                .filter(pod -> pod.attempt() == attempt)
                .findFirst()
                .ifPresentOrElse(
                        pod -> actions.addAll(follow(payload.get().state(), pod, patience, now)),
                        () -> actions.add(missing(payload.get().state(), attempt)));
        return actions;
    }

    /** The number of the start a payload is in, or is to begin. */
    static int attempt(Payload payload) {
        return switch (payload.state()) {
            case STARTING, READY, RESERVED -> payload.attempts() - 1;
            case UNKNOWN, CREATING, PREPARING, ERROR, SHUTDOWN, UNHEALTHY -> payload.attempts();
        };
    }

    private static PodAction missing(PayloadState state, int attempt) {
        return state == PayloadState.CREATING
                ? new PodAction.Create(attempt)
                : new PodAction.Tell(new PayloadCommand.RootExited(null));
    }

    private static List<PodAction> follow(PayloadState state, PodView pod, Duration patience, Instant now) {
        boolean placed = state != PayloadState.CREATING;
        List<PodAction> actions = new ArrayList<>();
        if (!placed && (pod.hostAddress() != null || pod.phase() == PodView.Phase.ENDED)) {
            actions.add(new PodAction.Place(pod));
            placed = true;
        }
        boolean early = state == PayloadState.CREATING || state == PayloadState.PREPARING;
        switch (pod.phase()) {
            case ENDED -> actions.add(new PodAction.Tell(new PayloadCommand.RootExited(pod.exitCode())));
            case RUNNING -> {
                if (early && placed) {
                    actions.add(new PodAction.Tell(new PayloadCommand.Launch()));
                }
            }
            case PENDING -> {
                if (early && !pod.createdAt().plus(patience).isAfter(now)) {
                    return List.of(new PodAction.Tell(new PayloadCommand.FailToLaunch(
                            "its pod was not running after " + patience.toSeconds() + " s: " + pod.problem())));
                }
            }
        }
        if (pod.leaving() && state == PayloadState.READY && pod.phase() != PodView.Phase.ENDED) {
            actions.add(new PodAction.Tell(new PayloadCommand.ShutDown(EVICTED, false)));
        }
        return actions;
    }

    private static List<PodAction> deletions(List<PodView> pods) {
        return pods.stream()
                .filter(pod -> !pod.leaving())
                .<PodAction>map(PodAction.Delete::new)
                .toList();
    }
}
