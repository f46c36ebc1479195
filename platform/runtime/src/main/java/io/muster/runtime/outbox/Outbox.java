package io.muster.runtime.outbox;

import io.muster.runtime.event.Outgoing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Events that commit together with the state change they report. */
@ApplicationScoped
public class Outbox {

    /** Adds the events to the caller's transaction. */
    public Uni<Void> add(Mutiny.StatelessSession session, List<? extends Outgoing<?>> events) {
        return Uni.createFrom().failure(new UnsupportedOperationException(session + " " + events));
    }

    /** Tells the relay that there is something to publish; call it after the commit. */
    public void wake() {}
}
