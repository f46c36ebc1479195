package io.muster.match.pool;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.Envelope;
import io.muster.contracts.Pool;
import io.muster.contracts.Topics;
import io.muster.contracts.config.ConfigDeleted;
import io.muster.contracts.depth.QueueDepthMeasured;
import io.muster.contracts.match.BackfillRef;
import io.muster.contracts.match.MatchProposed;
import io.muster.contracts.match.MatchSettings;
import io.muster.contracts.match.Team;
import io.muster.contracts.match.TicketRef;
import io.muster.contracts.ticket.TicketEvent;
import io.muster.match.config.QueueRulesService;
import io.muster.runtime.trace.TraceContext;
import io.muster.testing.EventProbe;
import io.muster.testing.MusterBroker;
import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class PoolComponentTest {

    private static final String DUEL = """
            {"name":"duel","matchDefinition":{"teams":[{"name":"team","teamCount":{"min":2,"max":2},"playerCount":{"min":1,"max":1}}],
             "matchRules":[{"name":"skill","type":"Difference","source":"Players.CustomData.skill","reference":100,
               "relaxations":[{"type":"ReferenceControl.Replace","ageType":"Oldest","atSeconds":2,"value":300}]}]},
             "matchHosting":{"type":"Allocate","allocation":"default"}}""";

    private final String namespace = "pool-" + UUID.randomUUID();
    private final PoolTestEvents events = new PoolTestEvents(namespace, "duel");
    private final EventProbe probe = EventProbe.on(Topics.PROPOSALS, Topics.CONFIGS, Topics.DEPTHS);

    @Inject
    QueueRulesService rules;

    @Inject
    PoolService pools;

    @BeforeEach
    void publishConfig() {
        put(DUEL);
        Awaitility.await().until(() -> rules.find(new Pool(namespace, "duel")).isPresent());
    }

    @AfterEach
    void closeProbe() {
        probe.close();
    }

    @Test
    void proposesOnArrival() {
        probe.publish(Topics.TICKETS, events.created("a", 1000));
        probe.publish(Topics.TICKETS, events.created("b", 1050));

        MatchProposed proposal = awaitProposalWith("a");
        assertThat(proposal.tickets()).containsExactlyInAnyOrder(new TicketRef("a", 1), new TicketRef("b", 1));
        assertThat(proposal.teams()).extracting(Team::name).containsExactly("team0", "team1");
        assertThat(proposal.settings().hosting()).isEqualTo(MatchSettings.HOSTING_ALLOCATE);
        assertThat(proposal.settings().configVersion()).isEqualTo(1);
        assertThat(proposal.backfill()).isNull();
    }

    @Test
    void proposesInTheTraceOfTheFirstTicket() {
        String trace = TraceContext.start().traceparent();
        probe.publish(Topics.TICKETS, in(trace, events.created("a", 1000)));
        probe.publish(Topics.TICKETS, in(trace, events.created("b", 1050)));

        Envelope<MatchProposed> proposal =
                probe.awaitEnvelope(Topics.PROPOSALS, MatchProposed.class, hasTickets("a", "b"));
        assertThat(proposal.traceparent()).isEqualTo(trace);
    }

    private static Envelope<TicketEvent> in(String traceparent, TicketEvent event) {
        return new Envelope<>(UUID.randomUUID().toString(), Instant.now(), traceparent, event);
    }

    @Test
    void proposesWhenRelaxationFallsDue() {
        probe.publish(Topics.TICKETS, events.created("a", 1000));
        probe.publish(Topics.TICKETS, events.created("b", 1250));

        MatchProposed proposal = awaitProposalWith("a");
        assertThat(proposal.tickets()).hasSize(2);
    }

    @Test
    void saysHowManyTicketsWaitForServersOfAnAllocation() {
        probe.publish(Topics.TICKETS, events.created("a", 1000));

        QueueDepthMeasured depth = probe.await(
                Topics.DEPTHS,
                QueueDepthMeasured.class,
                event -> event.namespace().equals(namespace));

        assertThat(depth.queue()).isEqualTo("duel");
        assertThat(depth.allocation()).isEqualTo("default");
        assertThat(depth.tickets()).isEqualTo(1);
    }

    @Test
    void releasesTicketsOfDoomedProposal() {
        probe.publish(Topics.TICKETS, events.created("a", 1000));
        probe.publish(Topics.TICKETS, events.created("b", 1050));
        awaitProposalWith("a");

        probe.publish(Topics.TICKETS, events.cancelled("a"));
        probe.publish(Topics.TICKETS, events.created("c", 1060));

        probe.await(Topics.PROPOSALS, MatchProposed.class, hasTickets("b", "c"));
    }

    @Test
    void rebuildsPoolWhenPartitionsComeBack() {
        probe.publish(Topics.TICKETS, events.created("a", 1000));
        Awaitility.await().until(() -> pools.tickets() > 0);

        try (KafkaConsumer<String, byte[]> other = joinGroup()) {
            Awaitility.await().until(() -> {
                other.poll(Duration.ofMillis(100));
                return !other.assignment().isEmpty() && pools.partitions() < Topics.PARTITIONS;
            });
        }
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> pools.partitions() == Topics.PARTITIONS);
        probe.publish(Topics.TICKETS, events.created("b", 1000));

        probe.await(Topics.PROPOSALS, MatchProposed.class, hasTickets("a", "b"));
    }

    /** Another instance of the service, as far as the group can tell. */
    private static KafkaConsumer<String, byte[]> joinGroup() {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        MusterBroker.bootstrapServers(),
                        "group.id",
                        "match-function-service.pools",
                        "enable.auto.commit",
                        "false"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topics.TICKETS.name(), Topics.BACKFILLS.name()));
        return consumer;
    }

    @Test
    void stopsMatchingWhenConfigIsDeleted() {
        given().auth()
                .oauth2(TestTokens.developer(namespace, "dev"))
                .delete("/{namespace}/matchmaking/api/v1/configs/duel", namespace)
                .then()
                .statusCode(204);
        probe.await(
                Topics.CONFIGS, ConfigDeleted.class, event -> event.namespace().equals(namespace));
        Awaitility.await().until(() -> rules.find(new Pool(namespace, "duel")).isEmpty());

        probe.publish(Topics.TICKETS, events.created("a", 1000));
        probe.publish(Topics.TICKETS, events.created("b", 1000));
        put(DUEL.replace("\"reference\":100", "\"reference\":1"));

        MatchProposed proposal = awaitProposalWith("a");
        assertThat(proposal.settings().configVersion()).isEqualTo(3);
    }

    @Test
    void proposesIntoOpenBackfill() {
        probe.publish(Topics.BACKFILLS, events.halfADuel("backfill", 4));
        probe.publish(Topics.TICKETS, events.created("late", 1080));

        MatchProposed proposal = awaitProposalWith("late");
        assertThat(proposal.backfill()).isEqualTo(new BackfillRef("backfill", 4, "session"));
        assertThat(proposal.teams()).containsExactly(new Team("team1", "team", List.of("late")));
    }

    private void put(String config) {
        given().auth()
                .oauth2(TestTokens.developer(namespace, "dev"))
                .contentType(ContentType.JSON)
                .body(config)
                .put("/{namespace}/matchmaking/api/v1/configs/duel", namespace)
                .then()
                .statusCode(200);
    }

    private MatchProposed awaitProposalWith(String ticket) {
        return probe.await(
                Topics.PROPOSALS,
                MatchProposed.class,
                proposal -> isOurs(proposal)
                        && proposal.tickets().stream()
                                .anyMatch(ref -> ref.ticketId().equals(ticket)));
    }

    private java.util.function.Predicate<MatchProposed> hasTickets(String... ids) {
        return proposal -> isOurs(proposal)
                && proposal.tickets().stream()
                        .map(TicketRef::ticketId)
                        .sorted()
                        .toList()
                        .equals(List.of(ids));
    }

    private boolean isOurs(MatchProposed proposal) {
        return proposal.namespace().equals(namespace);
    }
}
