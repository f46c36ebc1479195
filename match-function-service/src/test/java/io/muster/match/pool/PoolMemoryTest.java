package io.muster.match.pool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.Pool;
import io.muster.contracts.Topics;
import io.muster.contracts.ticket.TicketCreated;
import io.muster.match.config.ConfigReader;
import io.muster.match.config.QueueRules;
import io.muster.match.engine.PoolRouter;
import io.muster.match.rules.MatchConfig;
import io.muster.runtime.event.EventCodec;
import io.muster.runtime.event.Outgoing;
import io.muster.runtime.trace.PackedTrace;
import io.muster.runtime.trace.TraceContext;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** In a process of its own: services that other tests have started in this one use memory whenever they like. */
class PoolMemoryTest {

    private static final int TICKETS = 100_000;
    private static final long LIMIT_BYTES = 300;
    private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_000L);

    private final EventCodec codec = new EventCodec("ticket-service");
    private final PoolTestEvents events = new PoolTestEvents("namespace", "duel");
    private final Random random = new Random(1);

    @Test
    void keepsSoloTicketInFewBytesBesideItsJson() throws IOException {
        Process measuring = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PoolMemoryTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String perTicket = new String(measuring.getInputStream().readAllBytes(), UTF_8);
            assertThat(perTicket).matches("\\d+\\R");
            assertThat(Long.parseLong(perTicket.strip())).isLessThan(LIMIT_BYTES);
        } finally {
            measuring.destroyForcibly();
        }
    }

    /** Prints how many bytes a ticket takes. */
    public static void main(String[] arguments) {
        PoolMemoryTest test = new PoolMemoryTest();
        test.fill(test.emptyPool(), TICKETS / 100); // what is loaded on first use belongs to no ticket
        QueuePool pool = test.emptyPool();
        long before = usedHeap();
        long json = test.fill(pool, TICKETS);
        System.out.println((usedHeap() - before - json) / pool.size());
    }

    private QueuePool emptyPool() {
        QueuePool pool = new QueuePool(new Pool("namespace", "duel"));
        pool.configure(rules(), NOW.toEpochMilli());
        return pool;
    }

    private long fill(QueuePool pool, int tickets) {
        long json = 0;
        for (int i = 0; i < tickets; i++) {
            json += arrive(pool);
        }
        return json;
    }

    /** As the channel does it: decoded once, and only the payload is kept. */
    private int arrive(QueuePool pool) {
        UUID id = new UUID(random.nextLong(), random.nextLong());
        TicketCreated created = events.created(id.toString(), NOW, 1500 + 350 * random.nextGaussian());
        byte[] payload = codec.encode(Outgoing.first(
                        Topics.TICKETS, created, id.toString(), NOW, TraceContext.fromHeaders(null, null)))
                .payload()
                .getBytes(UTF_8);
        PoolEvents.apply(
                pool,
                codec.decodePayload(Topics.TICKETS, TicketCreated.class, payload),
                new TicketPayload(
                        codec,
                        TicketCreated.class,
                        payload,
                        PackedTrace.of(TraceContext.start().traceparent())));
        return payload.length;
    }

    private static QueueRules rules() {
        Map<String, Object> one = Map.of("min", 1, "max", 1);
        Map<String, Object> team = Map.of("name", "team", "teamCount", Map.of("min", 2, "max", 2), "playerCount", one);
        Map<String, Object> relaxation =
                Map.of("type", "ReferenceControl.Replace", "ageType", "Oldest", "atSeconds", 5, "value", 300);
        Map<String, Object> rule = Map.of(
                "name", "skill",
                "type", "Difference",
                "source", "Players.CustomData.skill",
                "reference", 100,
                "relaxations", List.of(relaxation));
        Map<String, Object> document =
                Map.of("matchDefinition", Map.of("teams", List.of(team), "matchRules", List.of(rule)));
        MatchConfig config = ((ConfigReader.Result.Valid) ConfigReader.read("duel", document)).config();
        return new QueueRules("duel", 1, config, new PoolRouter(config, (expression, attributes, players) -> false));
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
