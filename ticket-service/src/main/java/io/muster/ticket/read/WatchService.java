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
    private final RecentTickets recent;
    private final HeldReads held;
    private final LeaseService leases;

    public WatchService(ReadService reader, RecentTickets recent, HeldReads held, LeaseService leases) {
        this.reader = reader;
        this.recent = recent;
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
            return renewed(find(ticketId, visible), wait);
        }
        HeldRead read = held.hold(ticketId);
        return renewed(known(read, visible), wait)
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

    private Uni<Optional<Ticket>> renewed(Uni<Optional<Ticket>> ticket, Duration wait) {
        return ticket.call(found -> found.map(present -> leases.renew(present, wait))
                .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /** A ticket that has just been taken in may be in a match by now, but its end has yet to come, and will be heard of. */
    private Uni<Optional<Ticket>> known(HeldRead read, Predicate<Ticket> visible) {
        Optional<Ticket> taken = read.refused() ? Optional.empty() : recent.find(read.ticketId());
        return taken.isPresent() ? Uni.createFrom().item(taken.filter(visible)) : find(read.ticketId(), visible);
    }

    private Uni<Optional<Ticket>> find(String ticketId, Predicate<Ticket> visible) {
        return reader.read(ticketId).map(found -> found.filter(visible));
    }
}
