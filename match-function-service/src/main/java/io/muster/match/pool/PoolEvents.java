package io.muster.match.pool;

import io.muster.contracts.backfill.BackfillClosed;
import io.muster.contracts.backfill.BackfillEvent;
import io.muster.contracts.backfill.BackfillState;
import io.muster.contracts.backfill.OpenTeam;
import io.muster.contracts.ticket.Player;
import io.muster.contracts.ticket.TicketAssigned;
import io.muster.contracts.ticket.TicketCancelled;
import io.muster.contracts.ticket.TicketClaimed;
import io.muster.contracts.ticket.TicketCreated;
import io.muster.contracts.ticket.TicketEvent;
import io.muster.contracts.ticket.TicketExpired;
import io.muster.contracts.ticket.TicketFailed;
import io.muster.contracts.ticket.TicketReturned;
import io.muster.match.engine.OpenSeats;
import io.muster.match.engine.OpenSeats.SeatedTeam;
import io.muster.match.engine.TicketData;
import io.muster.match.engine.TicketData.Measurement;
import io.muster.match.engine.TicketData.PlayerData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Translates events of other services into what they mean for a pool. */
final class PoolEvents {

    private PoolEvents() {}

    /**
     * Applies a ticket event.
     *
     * @param source where the ticket can be read again, if it waits after this event
     */
    static void apply(QueuePool pool, TicketEvent event, TicketSource source) {
        switch (event) {
            case TicketCreated _, TicketReturned _ -> pool.ticketWaits(data(event), source);
            case TicketClaimed claimed ->
                pool.ticketClaimed(claimed.ticketId(), claimed.version(), claimed.proposalId());
            case TicketAssigned ended -> pool.ticketEnded(ended.ticketId(), ended.version());
            case TicketCancelled ended -> pool.ticketEnded(ended.ticketId(), ended.version());
            case TicketExpired ended -> pool.ticketEnded(ended.ticketId(), ended.version());
            case TicketFailed ended -> pool.ticketEnded(ended.ticketId(), ended.version());
        }
    }

    /** Whether a ticket waits after the event. */
    static boolean waits(TicketEvent event) {
        return event instanceof TicketCreated || event instanceof TicketReturned;
    }

    static void apply(QueuePool pool, BackfillEvent event) {
        BackfillState state = event.state();
        boolean closed = event instanceof BackfillClosed || !BackfillState.OPEN.equals(state.status());
        if (closed) {
            pool.backfillClosed(event.backfillId());
            return;
        }
        boolean fillable = state.pending() == null && state.openSeats() > 0;
        pool.backfillChanged(event.backfillId(), event.version(), fillable ? seats(event) : null);
    }

    /** As {@link #data(TicketEvent)}, with who wrote it. */
    static TicketSource.Written written(TicketEvent event) {
        String author = switch (event) {
            case TicketCreated created -> created.author();
            case TicketReturned returned -> returned.author();
            default -> throw new IllegalArgumentException("no ticket waits after " + event.getClass());
        };
        return new TicketSource.Written(data(event), author);
    }

    /** The ticket of an event after which it waits. */
    static TicketData data(TicketEvent event) {
        return switch (event) {
            case TicketCreated created ->
                data(
                        created.ticketId(),
                        created.version(),
                        created.createdAt(),
                        created.attributes(),
                        created.data(),
                        created.players());
            case TicketReturned returned ->
                data(
                        returned.ticketId(),
                        returned.version(),
                        returned.createdAt(),
                        returned.attributes(),
                        returned.data(),
                        returned.players());
            default -> throw new IllegalArgumentException("no ticket waits after " + event.getClass());
        };
    }

    private static TicketData data(
            String id,
            long version,
            Instant createdAt,
            Map<String, Object> attributes,
            Map<String, Object> data,
            List<Player> players) {
        return new TicketData(
                id,
                version,
                createdAt.toEpochMilli(),
                attributes,
                data,
                players.stream().map(PoolEvents::player).toList());
    }

    private static PlayerData player(Player player) {
        return new PlayerData(
                player.id(),
                player.customData(),
                player.qosResults().stream()
                        .map(qos -> new Measurement(qos.regionId(), qos.packetLoss(), qos.latency()))
                        .toList());
    }

    private static OpenSeats seats(BackfillEvent event) {
        BackfillState state = event.state();
        Map<String, PlayerData> players = state.players().stream()
                .map(PoolEvents::player)
                .collect(Collectors.toMap(PlayerData::id, Function.identity(), (one, other) -> one));
        return new OpenSeats(
                event.backfillId(),
                event.version(),
                state.createdAt().toEpochMilli(),
                state.teams().stream().map(team -> seated(team, players)).toList(),
                state.region(),
                state.sessionId());
    }

    /** Players that the game server let in without telling who they are take a seat but have no say in the rules. */
    private static SeatedTeam seated(OpenTeam team, Map<String, PlayerData> players) {
        List<PlayerData> known = team.playerIds().stream()
                .map(players::get)
                .filter(Objects::nonNull)
                .toList();
        int strangers = team.playerIds().size() - known.size();
        return new SeatedTeam(team.name(), team.definition(), Math.max(0, team.seats() - strangers), known);
    }
}
