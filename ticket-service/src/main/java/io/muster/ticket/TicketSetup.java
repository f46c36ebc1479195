package io.muster.ticket;

import io.muster.ticket.lifecycle.TicketLifecycle;
import io.muster.ticket.queue.PoolSizes;
import io.muster.ticket.queue.QueueDirectory;
import io.muster.ticket.read.EndStreams;
import io.muster.ticket.read.HeldReads;
import io.muster.ticket.read.RecentTickets;
import io.muster.ticket.read.TicketEnds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes beans of the plain parts. */
@ApplicationScoped
public class TicketSetup {

    @Produces
    @Singleton
    TicketLifecycle lifecycle(TicketSettings settings) {
        return new TicketLifecycle(settings.maxReturns());
    }

    @Produces
    @Singleton
    HeldReads heldReads(TicketSettings settings) {
        return new HeldReads(settings.held().max());
    }

    @Produces
    @Singleton
    RecentTickets recentTickets(TicketSettings settings) {
        return new RecentTickets(settings.held().maxRecent(), settings.held().recent(), System::nanoTime);
    }

    @Produces
    @Singleton
    PoolSizes poolSizes() {
        return new PoolSizes();
    }

    @Produces
    @Singleton
    QueueDirectory queues(TicketSettings settings) {
        return new QueueDirectory(settings.defaultTimeout(), settings.maxTimeout());
    }

    @Produces
    @Singleton
    EndStreams endStreams(TicketSettings settings) {
        return new EndStreams(settings.streams().max(), settings.streams().maxRemembered());
    }

    @Produces
    @Singleton
    TicketEnds ticketEnds(RecentTickets recent, HeldReads held, EndStreams streams) {
        return new TicketEnds(recent, held, streams);
    }
}
