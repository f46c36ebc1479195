package io.muster.ticket.read;

import io.muster.ticket.lifecycle.Ticket;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads a ticket, and holds the answer back until the ticket ends or the wait is over. Any thread. */
@ApplicationScoped
public class WatchService {

    private final ReadService reader;
    private final HeldReads held;
    private final LeaseService leases;

    public WatchService(ReadService reader, HeldReads held, LeaseService leases) {
        this.reader = reader;
        this.held = held;
        this.leases = leases;
    }

    /**
     * The ticket once it ended, or as it is when the wait is over. It is watched before it is read, so that an end
     * between the two is not missed.
     *
     * @param visible a ticket that is not visible to the caller is answered as absent, and never waited for
     */
    public Uni<Optional<Ticket>> await(String ticketId, Duration wait, Predicate<Ticket> visible) {
        if (wait.isZero()) {
            return findRenewed(ticketId, wait, visible);
        }
        HeldRead read = held.hold(ticketId);
        return findRenewed(ticketId, wait, visible)
                .chain(found -> found.isEmpty() || found.get().state().ended() || read.refused()
                        ? Uni.createFrom().item(found)
                        : ended(found.get(), read, wait, visible))
                .onTermination()
                .invoke(() -> held.release(read));
    }

    private Uni<Optional<Ticket>> ended(Ticket ticket, HeldRead read, Duration wait, Predicate<Ticket> visible) {
        return Uni.createFrom()
                .completionStage(read.end())
                .map(event -> Optional.of(ticket.apply(event)))
                .ifNoItem()
                .after(wait)
                .recoverWithUni(() -> find(ticket.id(), visible));
    }

    private Uni<Optional<Ticket>> findRenewed(String ticketId, Duration wait, Predicate<Ticket> visible) {
        return find(ticketId, visible)
                .call(found -> found.map(ticket -> leases.renew(ticket, wait))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Optional<Ticket>> find(String ticketId, Predicate<Ticket> visible) {
        return reader.read(ticketId).map(found -> found.filter(visible));
    }
}
