package io.muster.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.contracts.Envelope;
import io.muster.contracts.GoldenSamples;
import io.muster.contracts.backfill.BackfillClosed;
import io.muster.contracts.backfill.BackfillEvent;
import io.muster.contracts.backfill.BackfillProposed;
import io.muster.contracts.notification.NotificationRequested;
import io.muster.contracts.session.SessionClaimed;
import io.muster.contracts.session.SessionEnded;
import io.muster.contracts.session.SessionEvent;
import io.muster.contracts.session.SessionMembersChanged;
import io.muster.contracts.session.SessionState;
import io.muster.gateway.delivery.NotificationJson;
import io.muster.runtime.event.Outgoing;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Our messages against the published samples: every field of theirs is there under its name and with its JSON type. */
class PublishedFormsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:02.123456789Z");
    private static final String TRACE = "00-9982475df57acc8f052c1398f374c4d2-4c3157f5c0b3e27f-01";

    /** Fields of ours that the samples lack; each is an optional one of the published interface. */
    private static final Set<String> MORE = Set.of("payload.ProposedTeams[].TeamID");

    private final ObjectMapper mapper = new ObjectMapper();
    private final Notifications notifications = new Notifications(Duration.ofMinutes(2));

    @Test
    void connected() throws Exception {
        JsonNode ours = mapper.readTree(new NotificationJson().connected("f8598b33afaf4490adfae2e1049eda90"));

        assertThat(ours).isEqualTo(published("DSHUB_CONNECTED"));
    }

    @Test
    void serverClaimed() throws Exception {
        SessionEvent event = GoldenSamples.event(SessionClaimed.class, "session-claimed.v1");

        assertSameForm(only(ofSession(event)), "serverClaimed");
    }

    @Test
    void memberChanged() throws Exception {
        SessionEvent event = GoldenSamples.event(SessionMembersChanged.class, "session-members-changed.v1");

        assertSameForm(only(ofSession(event)), "SESSION_MEMBER_CHANGED");
    }

    @Test
    void sessionEnded() throws Exception {
        SessionEnded sample = GoldenSamples.event(SessionEnded.class, "session-ended.v1");
        SessionEvent event = new SessionEnded(
                sample.namespace(), sample.sessionId(), sample.version(), sample.state(), "ended", sample.endedAt());

        assertSameForm(only(ofSession(event)), "SESSION_ENDED_NOTIF");
    }

    @Test
    void serverSecret() throws Exception {
        SessionClaimed sample = GoldenSamples.event(SessionClaimed.class, "session-claimed.v1");
        SessionEvent event = new SessionClaimed(
                sample.namespace(),
                sample.sessionId(),
                sample.version(),
                withSecret(sample.state(), "3gB0swvrKZV4K4kvdfV4Dnkv3fnOXppr"),
                sample.claimedAt());

        List<Outgoing<?>> both = ofSession(event);

        assertThat(both).hasSize(2);
        assertSameForm(render(both.get(1)), "SESSION_SERVER_SECRET");
        assertThat(render(both.get(1)).at("/payload/secret").asText()).isEqualTo("3gB0swvrKZV4K4kvdfV4Dnkv3fnOXppr");
    }

    @Test
    void backfillProposal() throws Exception {
        BackfillEvent event = GoldenSamples.event(BackfillProposed.class, "backfill-proposed.v1");

        JsonNode ours = only(ofBackfill(event));

        assertSameForm(ours, "BACKFILL_PROPOSAL");
        assertThat(ours.at("/payload/ProposedTeams/1/UserIDs"))
                .extracting(JsonNode::asText)
                .containsExactly("cyd", "dan");
    }

    @Test
    void aProposalIsOfNoUseOnceItHasExpired() {
        BackfillProposed event = GoldenSamples.event(BackfillProposed.class, "backfill-proposed.v1");

        NotificationRequested notification =
                (NotificationRequested) ofBackfill(event).getFirst().envelope().event();

        assertThat(notification.expiresAt()).isEqualTo(event.state().pending().expiresAt());
    }

    @Test
    void backfillTicketExpired() throws Exception {
        BackfillEvent event = GoldenSamples.event(BackfillClosed.class, "backfill-closed.v1");

        assertSameForm(only(ofBackfill(event)), "BACKFILL_TICKET_EXPIRE");
    }

    @Test
    void custom() throws Exception {
        NotificationRequested custom = new NotificationRequested(
                "demo",
                "ds_1",
                "n1",
                1,
                "string",
                "string",
                Instant.parse("2024-10-14T03:42:54.387Z"),
                Instant.parse("2024-10-14T03:44:54.387Z"));

        JsonNode ours = mapper.readTree(new NotificationJson().message(custom, TRACE));

        assertThat(ours).isEqualTo(published("custom"));
    }

    @Test
    void theSameEventMakesTheSameNotificationAgain() {
        SessionEvent event = GoldenSamples.event(SessionClaimed.class, "session-claimed.v1");

        assertThat(ofSession(event).getFirst().envelope().id())
                .isEqualTo(ofSession(event).getFirst().envelope().id());
    }

    @Test
    void aMessageIsASpanOfTheTraceOfItsCause() throws Exception {
        JsonNode context = only(ofSession(GoldenSamples.event(SessionClaimed.class, "session-claimed.v1")))
                .get("traceContext");

        assertThat(context.get("traceparent").asText())
                .startsWith("00-9982475df57acc8f052c1398f374c4d2-")
                .doesNotContain("4c3157f5c0b3e27f");
        assertThat(context.get("b3").asText() + "1")
                .isEqualTo(context.get("traceparent").asText().substring(3).replace("-01", "-11"));
    }

    @Test
    void aServerThatIsGoneIsToldNothing() {
        SessionEnded sample = GoldenSamples.event(SessionEnded.class, "session-ended.v1");
        SessionEvent crashed = new SessionEnded(
                sample.namespace(),
                sample.sessionId(),
                sample.version(),
                sample.state(),
                "server-crashed",
                sample.endedAt());

        assertThat(ofSession(crashed)).isEmpty();
    }

    private List<Outgoing<?>> ofSession(SessionEvent event) {
        return notifications.ofSessions(List.of(new Envelope<>("cause-1", NOW, TRACE, event)), NOW);
    }

    private List<Outgoing<?>> ofBackfill(BackfillEvent event) {
        return notifications.ofBackfills(List.of(new Envelope<>("cause-2", NOW, TRACE, event)), NOW);
    }

    private JsonNode only(List<Outgoing<?>> made) throws IOException {
        assertThat(made).hasSize(1);
        return render(made.getFirst());
    }

    /** As it goes over the wire: through Kafka and back, then written for the socket. */
    private JsonNode render(Outgoing<?> outgoing) throws IOException {
        byte[] stored =
                GoldenSamples.mapper().writeValueAsBytes(outgoing.envelope().event());
        NotificationJson json = new NotificationJson();
        NotificationRequested read = json.read(stored, NotificationRequested.class);
        return mapper.readTree(json.message(read, outgoing.envelope().traceparent()));
    }

    private void assertSameForm(JsonNode ours, String name) throws IOException {
        Set<String> missing = shape(published(name));
        Set<String> more = shape(ours);
        Set<String> common = new TreeSet<>(missing);
        common.retainAll(more);
        missing.removeAll(common);
        more.removeAll(common);
        more.removeIf(path -> MORE.stream().anyMatch(path::startsWith));
        assertThat(missing)
                .as("fields of the published sample that differ from ours")
                .isEmpty();
        assertThat(more)
                .as("fields of ours that differ from the published sample")
                .isEmpty();
    }

    /** Paths with JSON types; the elements of arrays and the members of maps by name of a player or region are one. */
    private static Set<String> shape(JsonNode node) {
        Set<String> shape = new TreeSet<>();
        collect("", node, shape);
        return shape;
    }

    private static void collect(String path, JsonNode node, Set<String> shape) {
        if (node.isObject() && !path.endsWith("Latencies") && !path.endsWith("Attributes")) {
            node.properties()
                    .forEach(field -> collect(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), shape));
        } else if (node.isArray()) {
            node.forEach(element -> collect(path + "[]", element, shape));
        } else if (!path.endsWith("Attributes")) {
            shape.add(path + ": " + node.getNodeType());
        }
    }

    private JsonNode published(String name) throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/published/" + name + ".json")) {
            return mapper.readTree(in);
        }
    }

    private static SessionState withSecret(SessionState state, String secret) {
        return new SessionState(
                state.sessionId(),
                state.matchId(),
                state.queue(),
                state.code(),
                secret,
                state.leaderId(),
                state.createdBy(),
                state.members(),
                state.teams(),
                state.region(),
                state.settings(),
                state.server(),
                state.serverStatus(),
                state.serverRequestedAt(),
                state.backfillTicketId(),
                state.createdAt(),
                state.updatedAt());
    }
}
