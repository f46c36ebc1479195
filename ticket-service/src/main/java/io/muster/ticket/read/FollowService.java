package io.muster.ticket.read;

import io.micrometer.core.instrument.MeterRegistry;
import io.muster.contracts.ticket.TicketEvent;
import io.muster.runtime.flow.PeriodicTimer;
import io.muster.runtime.problem.Problems;
import io.muster.ticket.TicketSettings;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.builders.BufferItemMultiEmitter.EmitterBufferOverflowException;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Streams of the ends of tickets, for backends with many: one connection instead of one held read for each ticket. Any
 * thread.
 */
@Startup
@ApplicationScoped
public class FollowService {

    private static final Logger LOG = Logger.getLogger(FollowService.class);

    private final EndStreams streams;
    private final TicketSettings.Streams limits;
    private final PeriodicTimer beat;

    public FollowService(EndStreams streams, TicketSettings settings, Vertx vertx, MeterRegistry registry) {
        this.streams = streams;
        this.limits = settings.streams();
        registry.gauge("muster_ticket_end_streams", streams, EndStreams::count);
        this.beat = PeriodicTimer.every(
                vertx,
                limits.beat(),
                "sign of life of streams",
                () -> Uni.createFrom().voidItem().invoke(streams::beat));
    }

    /**
     * Every end in the namespace from the first item on, which is empty. Further empty items are signs of life.
     *
     * <p>It completes when ends may have been missed: this replica lost its place among the events, the follower reads
     * too slowly and has read what was kept for it, or after {@link TicketSettings.Streams#longest()}, which bounds the life of a token that is withdrawn.
     * Whoever wants to go on opens a new one, and reads what is open for him then. Throws a 503 problem when there are as many
     * streams as there may be.
     */
    public Multi<List<TicketEvent>> follow(String namespace) {
        if (!streams.haveRoom()) {
            throw Problems.overloaded(Duration.ofSeconds(1));
        }
        return Multi.createFrom()
                .<List<TicketEvent>>emitter(emitter -> open(namespace, emitter), limits.maxBehind())
                .select()
                .first(limits.longest())
                .onFailure(EmitterBufferOverflowException.class)
                .invoke(() -> LOG.infof("A stream of namespace %s is closed: it is read too slowly", namespace))
                .onFailure(EmitterBufferOverflowException.class)
                .recoverWithCompletion();
    }

    private void open(String namespace, MultiEmitter<? super List<TicketEvent>> emitter) {
        EndStreams.Follower follower = new Emitting(emitter);
        emitter.onTermination(() -> streams.remove(namespace, follower));
        if (streams.add(namespace, follower)) {
            emitter.emit(List.of());
        } else {
            emitter.complete(); // others took the room meanwhile; a failed stream would stay without any answer
        }
    }

    /** Before the stopping service waits for its requests: a stream would never end by itself in time. */
    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        beat.stop();
        streams.interrupt();
    }

    private record Emitting(MultiEmitter<? super List<TicketEvent>> emitter) implements EndStreams.Follower {

        @Override
        public void ended(List<TicketEvent> ends) {
            emitter.emit(ends);
        }

        @Override
        public void interrupted() {
            emitter.complete();
        }
    }
}
