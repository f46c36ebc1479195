package io.muster.gateway.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.contracts.Topics;
import io.muster.contracts.notification.NotificationDelivered;
import io.muster.contracts.notification.NotificationEvent;
import io.muster.contracts.notification.ServerConnected;
import io.muster.runtime.event.EventPublisher;
import io.muster.runtime.event.Outgoing;
import io.muster.runtime.id.DerivedIds;
import io.muster.runtime.trace.TraceContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Tells the other instances what was delivered and who connected. Best effort: what does not get out is at worst
 * delivered twice, or leaves an older socket open until its pings fail. One batch is on its way at a time; what comes
 * meanwhile makes the next one.
 */
@ApplicationScoped
public class ReceiptPublisher {

    private static final Logger LOG = Logger.getLogger(ReceiptPublisher.class);
    private static final int MOST_WAITING = 10_000;
    private static final int LARGEST_BATCH = 500;

    private final EventPublisher publisher;
    private final Counter lost;
    private final LinkedBlockingQueue<Outgoing<NotificationEvent>> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean sending = new AtomicBoolean();

    ReceiptPublisher(EventPublisher publisher, MeterRegistry meters) {
        this.publisher = publisher;
        this.lost = meters.counter("muster.gateway.receipts.lost");
    }

    public void delivered(NotificationDelivered delivered, String traceparent) {
        String id = DerivedIds.of(delivered.notificationId(), "delivered");
        TraceContext trace = TraceContext.fromTraceparent(traceparent);
        publish(Outgoing.first(Topics.NOTIFICATIONS, delivered, id, delivered.deliveredAt(), trace));
    }

    public void connected(Receiver receiver) {
        Instant at = receiver.connectedAt();
        ServerConnected connected =
                new ServerConnected(receiver.namespace(), receiver.serverId(), receiver.connectionId(), 1, at);
        String id = DerivedIds.of(receiver.connectionId(), "connected");
        publish(Outgoing.first(Topics.NOTIFICATIONS, connected, id, at, TraceContext.start()));
    }

    private void publish(Outgoing<NotificationEvent> event) {
        if (!waiting.offer(event)) {
            lost.increment();
        }
        send();
    }

    private void send() {
        if (waiting.isEmpty() || !sending.compareAndSet(false, true)) {
            return;
        }
        List<Outgoing<NotificationEvent>> batch = new ArrayList<>();
        waiting.drainTo(batch, LARGEST_BATCH);
        publisher.publish(batch).subscribe().with(done -> next(), failure -> {
            lost.increment(batch.size());
            LOG.warnf("%d receipts were not published: %s", batch.size(), failure);
            next();
        });
    }

    private void next() {
        sending.set(false);
        send();
    }
}
