package io.muster.match.pool;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.contracts.Topics;
import io.muster.contracts.match.MatchProposed;
import io.muster.contracts.match.TicketRef;
import io.muster.contracts.ticket.TicketEvent;
import io.muster.runtime.event.EventCodec;
import io.muster.runtime.event.Outgoing;
import io.muster.runtime.trace.TraceContext;
import io.muster.testing.MusterBroker;
import io.muster.testing.PackagedService;
import io.muster.testing.TestTokens;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One crash with 200,000 waiting tickets in one queue, looked at from several sides, of a service that has an AOT cache (what
 * {@code ./muster train} makes). Nobody can play with anybody until the config is changed after the restart; then each can
 * play with its neighbours, and with tickets that had ended before, if the service did not know better.
 */
class PoolRestartIT {

    private static final int WAITING = 200_000;
    private static final int ENDED = 20_000;
    private static final int STEP = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Ten seconds are wanted of a machine with four cores that does nothing else; builds run on less. */
    private static final Duration LIMIT = Duration.ofSeconds(Integer.getInteger("muster.restart.limit-seconds", 100));

    private static final String NAMESPACE = "restart-" + UUID.randomUUID();
    private static final PoolTestEvents EVENTS = new PoolTestEvents(NAMESPACE, "duel");
    private static final EventCodec CODEC = new EventCodec("ticket-service");
    private static final Map<String, Instant> lastProposed = new HashMap<>();
    private static final List<String> proposedTwice = new ArrayList<>();

    @TempDir
    static Path folder;

    private static PackagedService service;
    private static Duration wholeAfter;
    private static double proposedTooEarly;

    @BeforeAll
    static void crashWithFullPool() throws InterruptedException, IOException {
        service = new PackagedService(
                "match-restart", folder, "-Xmx1536m", "-Dmuster.match.max-unanswered=" + WAITING); // nobody answers
        service.startTraining();
        configure(1);
        try (KafkaProducer<String, byte[]> tickets = producer()) {
            IntStream.range(0, WAITING)
                    .forEach(i -> send(tickets, EVENTS.created("waiting-" + i, Instant.now(), STEP * (double) i)));
            for (int i = 0; i < ENDED; i++) {
                send(tickets, EVENTS.created("ended-" + i, Instant.now(), STEP * (i + 0.5)));
                send(tickets, EVENTS.cancelled("ended-" + i));
            }
        }
        awaitWholePool();
        service.stop();
        service.start();
        awaitWholePool();
        service.kill();

        long start = System.nanoTime();
        service.start();
        awaitWholePool();
        wholeAfter = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf("whole again %d ms after the start of the process%n", wholeAfter.toMillis());
        proposedTooEarly = service.metric("muster_match_proposals_total");
        matchAll();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        service.stop();
    }

    @Test
    void poolIsWholeAgainSoon() {
        assertThat(wholeAfter).isLessThan(LIMIT);
    }

    @Test
    void nobodyIsProposedWhileThePoolIsRebuilt() {
        assertThat(proposedTooEarly).isZero();
    }

    @Test
    void everybodyWhoWaitedIsProposed() {
        assertThat(lastProposed).containsOnlyKeys(waiting());
    }

    @Test
    void nobodyIsInTwoProposalsAtATime() {
        assertThat(proposedTwice).isEmpty();
    }

    /** Collects proposals until everybody is in one. Nobody answers them, so they are made again after a time. */
    private static void matchAll() {
        try (ProposalReader proposals = new ProposalReader(NAMESPACE)) {
            configure(STEP);
            await("all are proposed")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        proposals.poll().forEach(PoolRestartIT::note);
                        return lastProposed.size() >= WAITING;
                    });
        }
    }

    private static void note(MatchProposed proposal) {
        for (TicketRef ticket : proposal.tickets()) {
            Instant before = lastProposed.put(ticket.ticketId(), proposal.proposedAt());
            if (before != null
                    && before.plusMillis(PendingProposals.PATIENCE_MILLIS).isAfter(proposal.proposedAt())) {
                proposedTwice.add(ticket.ticketId());
            }
        }
    }

    private static void awaitWholePool() {
        await("all tickets wait in the pool")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> service.metric("muster_match_waiting_tickets") == WAITING);
    }

    private static void configure(int reference) {
        String config = """
                {"name":"duel","matchDefinition":{"teams":[{"name":"team","teamCount":{"min":2,"max":2},"playerCount":{"min":1,"max":1}}],
                 "matchRules":[{"name":"skill","type":"Difference","source":"Players.CustomData.skill","reference":%d}]},
                 "matchHosting":{"type":"MatchId"}}""".formatted(reference);
        given().baseUri(service.address().toString())
                .auth()
                .oauth2(TestTokens.developer(NAMESPACE, "dev"))
                .contentType(ContentType.JSON)
                .body(config)
                .put("/{namespace}/matchmaking/api/v1/configs/duel", NAMESPACE)
                .then()
                .statusCode(200);
    }

    private static String[] waiting() {
        return IntStream.range(0, WAITING).mapToObj(i -> "waiting-" + i).toArray(String[]::new);
    }

    private static void send(KafkaProducer<String, byte[]> to, TicketEvent event) {
        TraceContext trace = TraceContext.fromHeaders(null, null);
        String id = event.ticketId() + '-' + event.version();
        // what the broker does not take is missed in the pool
        var _ = to.send(CODEC.encode(Outgoing.first(Topics.TICKETS, event, id, Instant.now(), trace))
                .toRecord());
    }

    private static KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", MusterBroker.bootstrapServers(), "linger.ms", 5),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
