package io.muster.gameserver;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Takes late-comers: accepts whole proposals. Blocks. */
final class BackfillApi {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int ATTEMPTS = 3;

    private final HttpClient http;
    private final Settings settings;

    BackfillApi(HttpClient http, Settings settings) {
        this.http = http;
        this.settings = settings;
    }

    /** Accepts a proposal; tries again when the answer says nothing about it. Ids come from the notification. */
    int accept(String backfillId, String proposalId) throws IOException, InterruptedException {
        URI address = URI.create(settings.apiUrl().orElseThrow() + "/match2/v1/namespaces/" + settings.namespace()
                + "/backfill/" + backfillId + "/proposal/accept");
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + settings.token().orElseThrow())
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"proposalId\":\"" + proposalId + "\",\"stop\":false}"))
                .build();
        for (int attempt = 1; ; attempt++) {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status < 500 || attempt == ATTEMPTS) {
                return status;
            }
        }
    }
}
