package io.muster.client.allocation;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.client.ApiCaller;
import io.muster.client.Service;
import io.muster.client.http.Answer;
import io.muster.client.http.Call;
import io.muster.client.http.Json;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;

/** {@code /api/v0/projects/{namespace}/allocations}; needs the developer role to change anything. */
public final class AllocationsApi {

    private final ApiCaller caller;

    public AllocationsApi(ApiCaller caller) {
        this.caller = caller;
    }

    /** Creates an allocation, which starts its first payloads at once. Answers its id. */
    public CompletableFuture<String> create(NewAllocation allocation) {
        return caller.send(Call.post(Service.ALLOCATOR, path(), allocation), AllocationsApi::id);
    }

    /** Deletes an allocation; its reserved payloads may finish. */
    public CompletableFuture<Void> delete(String allocationId) {
        return caller.send(Call.delete(Service.ALLOCATOR, path(allocationId)), Answer::nothing);
    }

    /** The payloads that live now. */
    public CompletableFuture<List<Payload>> payloads(String allocationId) {
        return caller.send(Call.get(Service.ALLOCATOR, path(allocationId) + "/payloads"), AllocationsApi::payloadList);
    }

    /** Stops a payload, reserved or not. */
    public CompletableFuture<Void> deletePayload(String allocationId, String payloadId) {
        String path = path(allocationId) + "/payloads/" + Call.encode(payloadId) + "?force_delete=true";
        return caller.send(Call.delete(Service.ALLOCATOR, path), Answer::nothing);
    }

    private String path() {
        return "/api/v0/projects/" + caller.pathNamespace() + "/allocations";
    }

    private String path(String allocationId) {
        return path() + "/" + Call.encode(allocationId);
    }

    private static String id(Answer answer) {
        JsonNode body = Json.tree(answer.body());
        return body.path(body.has("result") ? "result" : "").isMissingNode()
                ? body.path("id").asText()
                : body.path("result").path("id").asText();
    }

    private static List<Payload> payloadList(Answer answer) {
        JsonNode results = Json.tree(answer.body()).path("results");
        return StreamSupport.stream(results.spliterator(), false)
                .map(node -> Json.convert(node, Payload.class))
                .toList();
    }
}
