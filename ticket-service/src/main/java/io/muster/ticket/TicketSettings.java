package io.muster.ticket;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What an operator can set, prefix {@code muster.ticket}. */
@ConfigMapping(prefix = "muster.ticket")
public interface TicketSettings {

    /** How often a ticket returns to its pool because no game server was found; once more and it fails. */
    @WithDefault("3")
    int maxReturns();

    /** Life of a ticket in a queue whose config does not say. */
    @WithDefault("60s")
    Duration defaultTimeout();

    /** Longest life of a ticket, whatever its config says. */
    @WithDefault("1h")
    Duration maxTimeout();

    /** How long an ended ticket can still be read. */
    @WithDefault("15m")
    Duration keepEnded();

    /** How long a create request waits for a queue that is not known yet: its config may be on its way. */
    @WithDefault("1s")
    Duration unknownQueueWait();

    /** How long a ticket that the known config refuses waits for a newer one, before it is refused. */
    @WithDefault("300ms")
    Duration configLag();

    /** Whether a player may enqueue others with itself, as the leader of a party; a service always may. */
    @WithDefault("false")
    boolean playersMayLead();

    /** Taking tickets in. */
    Intake intake();

    /** Held reads. */
    Held held();

    /** Streams of ends. */
    Streams streams();

    /** Sweeps. */
    Sweep sweep();

    /** Group commit of new tickets. */
    interface Intake {

        /** Most tickets of one transaction. */
        @WithDefault("256")
        int maxBatch();

        /** Most transactions at one time. */
        @WithDefault("3")
        int maxInFlight();

        /** Shortest time between two transactions that are not large: some milliseconds make fewer, larger ones. */
        @WithDefault("10ms")
        Duration interval();

        /** New tickets that are enough for a transaction of their own at once, and ticket reads for a look of their own. */
        @WithDefault("24")
        int enough();

        /** Most tickets that wait in one pool; further ones are answered with 429. */
        @WithDefault("1000000")
        long maxPoolTickets();

        /** Most requests that wait for a transaction; one more is answered with 503. */
        @WithDefault("10000")
        int maxWaiting();
    }

    /** Reads that are held until their ticket ends. */
    interface Held {

        /** Most reads held at one time by one replica; one more is answered at once. */
        @WithDefault("50000")
        int max();

        /** Shortest time between two looks into the database, each for all reads that have come meanwhile. */
        @WithDefault("10ms")
        Duration readInterval();

        /** How long a read of a new ticket is held without a look into the database. */
        @WithDefault("250ms")
        Duration recent();

        /** Most new tickets that are remembered for that, in each such time: every collection copies them. */
        @WithDefault("1000")
        int maxRecent();

        /** Longest a read is held. */
        @WithDefault("30s")
        Duration longest();
    }

    /** Streams that tell the ends of all tickets of a namespace. */
    interface Streams {

        /** Most streams of one replica; one more is answered with 503. */
        @WithDefault("1000")
        int max();

        /** Most messages that wait to be sent on one stream; one more closes it. A message tells the ends of one commit. */
        @WithDefault("1024")
        int maxBehind();

        /** Most ends that are remembered as told until their event has come back; further ones may be told twice. */
        @WithDefault("100000")
        int maxRemembered();

        /** How often an empty message shows that the stream is alive; proxies close what is silent for a minute. */
        @WithDefault("15s")
        Duration beat();

        /** Longest life of a stream, which its token may outlive; whoever follows connects again. */
        @WithDefault("10m")
        Duration longest();
    }

    /** SweepTimer. */
    interface Sweep {

        /** How often tickets whose time is over are looked for. */
        @WithDefault("250ms")
        Duration expiryPeriod();

        /** How often tickets that ended long ago are deleted. */
        @WithDefault("5s")
        Duration purgePeriod();

        /** How often waiting tickets are counted. */
        @WithDefault("2s")
        Duration countPeriod();

        /** Most tickets of one transaction of a sweep. */
        @WithDefault("500")
        int maxBatch();
    }
}
