package io.muster.client.backfill;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.muster.client.ApiCaller;
import io.muster.client.Service;
import io.muster.client.http.Answer;
import io.muster.client.http.Call;
import io.muster.client.http.Json;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Backfill for game servers: the periodic approval, and the answer to one proposal as a whole or in part. */
public final class BackfillApi {

    private final ApiCaller caller;

    public BackfillApi(ApiCaller caller) {
        this.caller = caller;
    }

    /**
     * The answer to a proposal.
     *
     * @param acceptedTickets tickets to take; null takes all of the proposal
     */
    public record Decision(
            @JsonProperty("proposalId") String proposalId,
            @JsonProperty("acceptedTicketIds") List<String> acceptedTickets,
            @JsonProperty("stop") boolean stop) {}

    /** Approves whatever is proposed now and answers the backfill ticket. Not more often than once a second. */
    public CompletableFuture<Map<String, Object>> approve(String backfillId) {
        String path = "/" + caller.pathNamespace() + "/matchmaking/api/v2/backfill/" + Call.encode(backfillId);
        return caller.send(Call.post(Service.BACKFILL, path + "/approvals", null), answer -> Json.map(answer.body()));
    }

    /** Takes all or some tickets of one proposal. */
    public CompletableFuture<Void> accept(String backfillId, Decision decision) {
        return caller.send(Call.put(Service.BACKFILL, proposalPath(backfillId) + "/accept", decision), Answer::nothing);
    }

    /** Takes none; the tickets return to their pool. */
    public CompletableFuture<Void> reject(String backfillId, Decision decision) {
        return caller.send(Call.put(Service.BACKFILL, proposalPath(backfillId) + "/reject", decision), Answer::nothing);
    }

    private String proposalPath(String backfillId) {
        return "/match2/v1/namespaces/" + caller.pathNamespace() + "/backfill/" + Call.encode(backfillId) + "/proposal";
    }
}
