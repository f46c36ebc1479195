package io.muster.client.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.client.ApiCaller;
import io.muster.client.Service;
import io.muster.client.http.Answer;
import io.muster.client.http.Call;
import io.muster.client.http.Json;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * {@code /{namespace}/matchmaking/api/v1/tickets}. A service acts on behalf of players; a player on his own behalf
 * only.
 */
public final class TicketsApi {

    /** Longest time the service holds a {@link #await} request, so longer ones are cut to it. */
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private static final Duration ANSWER_MARGIN = Duration.ofSeconds(5);

    private final ApiCaller caller;

    public TicketsApi(ApiCaller caller) {
        this.caller = caller;
    }

    /**
     * Creates a ticket.
     *
     * @return its id. Fails with status 409 when one of the players already has an active ticket in the queue; the
     *     problem then names that one
     */
    public CompletableFuture<String> create(NewTicket ticket) {
        return caller.send(Call.post(Service.TICKET, path(), ticket), TicketsApi::id);
    }

    /** Creates a ticket whose author is a player, so that he can read and cancel it; for callers with the service role. */
    public CompletableFuture<String> create(NewTicket ticket, String onBehalfOf) {
        Call call = Call.post(Service.TICKET, path(), ticket).header("X-On-Behalf-Of", onBehalfOf);
        return caller.send(call, TicketsApi::id);
    }

    /** Reads a ticket as it is now. */
    public CompletableFuture<Ticket> get(String ticketId) {
        return caller.send(Call.get(Service.TICKET, path(ticketId)), Answer.as(Ticket.class));
    }

    /**
     * Reads a ticket once it has ended, or as it is when the time is over.
     *
     * @param longest at most {@link #LONGEST_WAIT}, full seconds
     */
    public CompletableFuture<Ticket> await(String ticketId, Duration longest) {
        Duration wait = longest.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : longest;
        Call call = Call.get(Service.TICKET, path(ticketId) + "&wait=" + wait.toSeconds())
                .timeout(wait.plus(ANSWER_MARGIN));
        return caller.send(call, Answer.as(Ticket.class));
    }

    /**
     * Opens a stream that tells the ends of all tickets of the namespace; for callers with the service role who wait for
     * many. Close it.
     */
    public TicketEnds ends() {
        TicketEnds ends = new TicketEnds(caller, Call.get(Service.TICKET, path() + "/ends"), this);
        ends.start();
        return ends;
    }

    /**
     * Cancels a ticket that still waits. Fails with status 409 when it is too late; the problem then names the match in
     * {@code matchId}.
     */
    public CompletableFuture<Void> cancel(String ticketId) {
        return caller.send(Call.delete(Service.TICKET, path(ticketId)), Answer::nothing);
    }

    private String path() {
        return "/" + caller.pathNamespace() + "/matchmaking/api/v1/tickets";
    }

    private String path(String ticketId) {
        return path() + "?id=" + Call.encode(ticketId);
    }

    private static String id(Answer answer) {
        JsonNode body = Json.tree(answer.body());
        return body.path("id").asText();
    }
}
