package io.muster.gateway.message;

import io.muster.contracts.Envelope;
import io.muster.contracts.Event;
import io.muster.contracts.Topics;
import io.muster.contracts.backfill.BackfillEvent;
import io.muster.contracts.notification.NotificationEvent;
import io.muster.contracts.notification.NotificationRequested;
import io.muster.contracts.session.SessionEvent;
import io.muster.runtime.event.Outgoing;
import io.muster.runtime.id.DerivedIds;
import io.muster.runtime.trace.TraceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Makes notifications of events. Their ids derive from the event and the kind of message, so that an event that comes
 * again makes the same notification, which every gateway recognises.
 */
public final class Notifications {

    private final Duration life;

    /** @param life how long a message is of use when its kind does not say otherwise */
    public Notifications(Duration life) {
        this.life = life;
    }

    /** The notifications of a batch of session events, in their order. */
    public List<Outgoing<?>> ofSessions(List<Envelope<SessionEvent>> causes, Instant now) {
        return outgoing(causes, SessionMessages::of, now);
    }

    /** The notifications of a batch of backfill events, in their order. */
    public List<Outgoing<?>> ofBackfills(List<Envelope<BackfillEvent>> causes, Instant now) {
        return outgoing(causes, BackfillMessages::of, now);
    }

    private <E extends Event> List<Outgoing<?>> outgoing(
            List<Envelope<E>> causes, Function<E, List<Message>> messages, Instant now) {
        List<Outgoing<?>> outgoing = new ArrayList<>(causes.size());
        for (Envelope<E> cause : causes) {
            for (Message message : messages.apply(cause.event())) {
                outgoing.add(outgoing(cause, message, now));
            }
        }
        return outgoing;
    }

    private Outgoing<NotificationEvent> outgoing(Envelope<? extends Event> cause, Message message, Instant now) {
        String id = DerivedIds.of(cause.id(), message.topic());
        NotificationRequested notification = new NotificationRequested(
                cause.event().namespace(),
                message.serverId(),
                id,
                cause.event().version(),
                message.topic(),
                message.payload(),
                now,
                message.until() == null ? now.plus(life) : message.until());
        TraceContext trace = TraceContext.fromTraceparent(cause.traceparent());
        return Outgoing.first(Topics.NOTIFICATIONS, notification, id, now, trace.child());
    }
}
