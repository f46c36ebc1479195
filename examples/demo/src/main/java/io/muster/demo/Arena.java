package io.muster.demo;

import io.muster.client.MusterClient;
import io.muster.client.RefusedException;
import io.muster.client.allocation.NewAllocation;
import io.muster.client.allocation.Payload;
import io.muster.client.config.MatchConfig;
import io.muster.client.config.MatchConfig.MatchDefinition;
import io.muster.client.config.MatchConfig.MatchHosting;
import io.muster.client.config.MatchConfig.MatchRule;
import io.muster.client.config.MatchConfig.Range;
import io.muster.client.config.MatchConfig.TeamDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Tonight's queue and tonight's game servers: one match config and one allocation, gone when it is closed. */
final class Arena implements AutoCloseable {

    private static final int BUFFER = 2;
    private static final int MOST_SERVERS = 6;
    private static final int TICKET_SECONDS = 60;
    private static final Duration SERVERS_READY = Duration.ofSeconds(30);
    private static final Duration SERVERS_GONE = Duration.ofSeconds(20);

    private final MusterClient developer;
    private final String name;
    private String allocationId;
    private boolean queueOpen;

    Arena(MusterClient developer, String name) {
        this.developer = developer;
        this.name = name;
    }

    /** Starts the game servers and waits until they can take players. */
    List<Payload> startServers(Path java, Path gameServer, Duration play) {
        NewAllocation allocation = NewAllocation.process(
                name,
                java.toString(),
                List.of(
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-jar",
                        gameServer.toString(),
                        "--seconds",
                        String.valueOf(play.toSeconds())),
                BUFFER,
                MOST_SERVERS);
        allocationId = Patience.answer(
                "creating the allocation", developer.allocations().create(allocation));
        return awaitReady(BUFFER);
    }

    /** Opens the queue: two teams of three to four, skill within {@link Cast#SKILL_WINDOW}, open seats are filled. */
    void openQueue() {
        TeamDefinition team = new TeamDefinition("team", Range.exactly(2), new Range(3, 4));
        MatchRule skill =
                new MatchRule("skill", "Difference", "Players.CustomData.skill", Cast.SKILL_WINDOW, List.of());
        MatchConfig config = new MatchConfig(
                name,
                new MatchDefinition(List.of(team), List.of(skill)),
                TICKET_SECONDS,
                true,
                MatchHosting.allocate(name),
                false);
        Patience.answer("creating the queue", developer.configs().put(name, config));
        queueOpen = true;
    }

    String queue() {
        return name;
    }

    List<Payload> awaitReady(int count) {
        return Patience.until(
                count + " game servers are ready",
                SERVERS_READY,
                () -> developer.allocations().payloads(allocationId),
                payloads -> ready(payloads).size() >= count);
    }

    static List<Payload> ready(List<Payload> payloads) {
        return payloads.stream().filter(payload -> payload.isIn("Ready")).toList();
    }

    private CompletableFuture<List<Payload>> payloadsOf(String id) {
        return developer.allocations().payloads(id).exceptionallyCompose(failure -> {
            boolean gone = failure.getCause() instanceof RefusedException refused && refused.status() == 404;
            return gone ? CompletableFuture.completedFuture(List.of()) : CompletableFuture.failedFuture(failure);
        });
    }

    /** Removes queue and allocation and waits until the last server is gone. */
    @Override
    public void close() {
        if (queueOpen) {
            queueOpen = false;
            Patience.answer("deleting the queue", developer.configs().delete(name));
        }
        if (allocationId != null) {
            String id = allocationId;
            allocationId = null;
            Patience.answer("deleting the allocation", developer.allocations().delete(id));
            Patience.until("the last game server is gone", SERVERS_GONE, () -> payloadsOf(id), List::isEmpty);
        }
    }
}
