package io.muster.contracts;

import static io.muster.contracts.Topic.Cleanup.COMPACT;
import static io.muster.contracts.Topic.Cleanup.COMPACT_AND_DELETE;
import static io.muster.contracts.Topic.Cleanup.DELETE;
import static io.muster.contracts.Topic.Partitioning.BY_KEY;
import static io.muster.contracts.Topic.Partitioning.BY_POOL;

import io.muster.contracts.backfill.BackfillApproved;
import io.muster.contracts.backfill.BackfillClosed;
import io.muster.contracts.backfill.BackfillCreated;
import io.muster.contracts.backfill.BackfillEvent;
import io.muster.contracts.backfill.BackfillProposed;
import io.muster.contracts.backfill.BackfillRejected;
import io.muster.contracts.backfill.BackfillUpdated;
import io.muster.contracts.config.ConfigDeleted;
import io.muster.contracts.config.ConfigEvent;
import io.muster.contracts.config.ConfigPublished;
import io.muster.contracts.depth.DepthEvent;
import io.muster.contracts.depth.QueueDepthMeasured;
import io.muster.contracts.function.FunctionDeleted;
import io.muster.contracts.function.FunctionEvent;
import io.muster.contracts.function.FunctionPublished;
import io.muster.contracts.match.BackfillClaimed;
import io.muster.contracts.match.MatchClaimed;
import io.muster.contracts.match.MatchEvent;
import io.muster.contracts.match.MatchProposed;
import io.muster.contracts.match.ProposalEvent;
import io.muster.contracts.notification.NotificationDelivered;
import io.muster.contracts.notification.NotificationEvent;
import io.muster.contracts.notification.NotificationRequested;
import io.muster.contracts.notification.ServerConnected;
import io.muster.contracts.payload.PayloadEvent;
import io.muster.contracts.payload.PayloadReady;
import io.muster.contracts.payload.PayloadRemoved;
import io.muster.contracts.payload.PayloadReserved;
import io.muster.contracts.payload.ReservationFailed;
import io.muster.contracts.session.SessionClaimed;
import io.muster.contracts.session.SessionCreated;
import io.muster.contracts.session.SessionEnded;
import io.muster.contracts.session.SessionEvent;
import io.muster.contracts.session.SessionFailed;
import io.muster.contracts.session.SessionMembersChanged;
import io.muster.contracts.ticket.TicketAssigned;
import io.muster.contracts.ticket.TicketCancelled;
import io.muster.contracts.ticket.TicketClaimed;
import io.muster.contracts.ticket.TicketCreated;
import io.muster.contracts.ticket.TicketEvent;
import io.muster.contracts.ticket.TicketExpired;
import io.muster.contracts.ticket.TicketFailed;
import io.muster.contracts.ticket.TicketReturned;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The topic catalogue: the only place where topics are declared. Services create their topics from it at start. */
public final class Topics {

    /** Partitions of every topic, so that the partitions of a pool carry the same number on all of them. */
    public static final int PARTITIONS = 8;

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    /**
     * Life of tickets. The newest event of a waiting ticket holds the whole ticket, so replaying the topic rebuilds the
     * pools. The retention exceeds the longest life of a ticket.
     */
    public static final Topic<TicketEvent> TICKETS = new Topic<>(
            "muster.tickets.v1",
            "ticket-service",
            BY_POOL,
            PARTITIONS,
            COMPACT_AND_DELETE,
            DAY,
            TicketEvent.class,
            types(
                    type("ticket-created.v1", TicketCreated.class),
                    type("ticket-claimed.v1", TicketClaimed.class),
                    type("ticket-returned.v1", TicketReturned.class),
                    type("ticket-assigned.v1", TicketAssigned.class),
                    type("ticket-cancelled.v1", TicketCancelled.class),
                    type("ticket-expired.v1", TicketExpired.class),
                    type("ticket-failed.v1", TicketFailed.class)));

    /** What match functions propose. */
    public static final Topic<ProposalEvent> PROPOSALS = new Topic<>(
            "muster.proposals.v1",
            "match-function-service",
            BY_POOL,
            PARTITIONS,
            DELETE,
            DAY,
            ProposalEvent.class,
            types(type("match-proposed.v1", MatchProposed.class)));

    /** Proposals whose tickets were all claimed. */
    public static final Topic<MatchEvent> MATCHES = new Topic<>(
            "muster.matches.v1",
            "ticket-service",
            BY_KEY,
            PARTITIONS,
            DELETE,
            DAY,
            MatchEvent.class,
            types(type("match-claimed.v1", MatchClaimed.class), type("backfill-claimed.v1", BackfillClaimed.class)));

    /** Life of game sessions. */
    public static final Topic<SessionEvent> SESSIONS = new Topic<>(
            "muster.sessions.v1",
            "session-service",
            BY_KEY,
            PARTITIONS,
            DELETE,
            WEEK,
            SessionEvent.class,
            types(
                    type("session-created.v1", SessionCreated.class),
                    type("session-claimed.v1", SessionClaimed.class),
                    type("session-members-changed.v1", SessionMembersChanged.class),
                    type("session-ended.v1", SessionEnded.class),
                    type("session-failed.v1", SessionFailed.class)));

    /** Life of payloads and answers to sessions that asked for one. */
    public static final Topic<PayloadEvent> PAYLOADS = new Topic<>(
            "muster.payloads.v1",
            "allocator-service",
            BY_KEY,
            PARTITIONS,
            DELETE,
            DAY,
            PayloadEvent.class,
            types(
                    type("payload-ready.v1", PayloadReady.class),
                    type("payload-reserved.v1", PayloadReserved.class),
                    type("reservation-failed.v1", ReservationFailed.class),
                    type("payload-removed.v1", PayloadRemoved.class)));

    /**
     * Life of backfill tickets. Every event holds the whole state, so the newest one of a key rebuilds the pool. Plain
     * retention of a day on top of compaction keeps the events between for consumers that were down.
     */
    public static final Topic<BackfillEvent> BACKFILLS = new Topic<>(
            "muster.backfills.v1",
            "backfill-service",
            BY_POOL,
            PARTITIONS,
            COMPACT_AND_DELETE,
            DAY,
            BackfillEvent.class,
            types(
                    type("backfill-created.v1", BackfillCreated.class),
                    type("backfill-updated.v1", BackfillUpdated.class),
                    type("backfill-proposed.v1", BackfillProposed.class),
                    type("backfill-approved.v1", BackfillApproved.class),
                    type("backfill-rejected.v1", BackfillRejected.class),
                    type("backfill-closed.v1", BackfillClosed.class)));

    /** Messages to game servers and their delivery, keyed by server, read by every gateway instance. */
    public static final Topic<NotificationEvent> NOTIFICATIONS = new Topic<>(
            "muster.notifications.v1",
            "notification-gateway",
            BY_KEY,
            PARTITIONS,
            DELETE,
            DAY,
            NotificationEvent.class,
            types(
                    type("notification-requested.v1", NotificationRequested.class),
                    type("notification-delivered.v1", NotificationDelivered.class),
                    type("server-connected.v1", ServerConnected.class)));

    /** Match configs, read as a whole by every instance that needs them. */
    public static final Topic<ConfigEvent> CONFIGS = new Topic<>(
            "muster.configs.v1",
            "match-function-service",
            BY_KEY,
            1,
            COMPACT,
            WEEK,
            ConfigEvent.class,
            types(type("config-published.v1", ConfigPublished.class), type("config-deleted.v1", ConfigDeleted.class)));

    /** Custom match functions, read as a whole by every instance of match-function-service. */
    public static final Topic<FunctionEvent> FUNCTIONS = new Topic<>(
            "muster.functions.v1",
            "match-function-service",
            BY_KEY,
            1,
            COMPACT,
            WEEK,
            FunctionEvent.class,
            types(
                    type("function-published.v1", FunctionPublished.class),
                    type("function-deleted.v1", FunctionDeleted.class)));

    /** How many tickets wait in queues that are played on servers of an allocation; hints for the autoscaler. */
    public static final Topic<DepthEvent> DEPTHS = new Topic<>(
            "muster.depths.v1",
            "match-function-service",
            BY_KEY,
            1,
            DELETE,
            DAY,
            DepthEvent.class,
            types(type("queue-depth-measured.v1", QueueDepthMeasured.class)));

    private Topics() {}

    /** All topics, in the order a match travels them. */
    public static List<Topic<?>> all() {
        return List.of(
                CONFIGS, FUNCTIONS, TICKETS, PROPOSALS, MATCHES, DEPTHS, SESSIONS, PAYLOADS, BACKFILLS, NOTIFICATIONS);
    }

    private record Type<E extends Event>(String name, Class<? extends E> type) {}

    private static <E extends Event> Type<E> type(String name, Class<? extends E> type) {
        return new Type<>(name, type);
    }

    @SafeVarargs
    private static <E extends Event> Map<String, Class<? extends E>> types(Type<E>... types) {
        Map<String, Class<? extends E>> byName = new LinkedHashMap<>();
        for (Type<E> type : types) {
            byName.put(type.name(), type.type());
        }
        return byName;
    }
}
