package io.muster.gateway.delivery;

import static io.muster.gateway.delivery.MailboxesTest.letter;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.notification.NotificationDelivered;
import io.muster.contracts.notification.ServerConnected;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FeedTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final Mailboxes mailboxes = new Mailboxes(100_000, 10);
    private final Connections connections = new Connections();
    private final Feed feed = new Feed(mailboxes, connections);

    @Test
    void handsAMessageToItsConnectedServerOnce() {
        FakeReceiver server = connect("demo", "a", "c1", NOW);

        feed.requested(letter("a", "1"), NOW);
        feed.requested(letter("a", "1"), NOW);

        assertThat(server.offered()).containsExactly("1");
    }

    @Test
    void dropsAMessageThatExpiredOnItsWay() {
        feed.requested(letter("a", "1"), NOW.plusSeconds(121));

        assertThat(mailboxes.isEmpty("a")).isTrue();
    }

    @Test
    void whatAnotherInstanceDeliveredIsNotDeliveredHere() {
        feed.requested(letter("a", "1"), NOW);

        feed.delivered(new NotificationDelivered("demo", "a", "1", 1, NOW));

        assertThat(mailboxes.of("a", NOW)).isEmpty();
    }

    @Test
    void anOlderConnectionGivesWayToANewerOneElsewhere() {
        FakeReceiver server = connect("demo", "a", "c1", NOW);

        feed.connected(new ServerConnected("demo", "a", "c2", 1, NOW.plusMillis(1)));

        assertThat(server.wasReplaced()).isTrue();
    }

    @Test
    void aConnectionIgnoresItsOwnAnnouncementAndThoseOfOlderOnes() {
        FakeReceiver server = connect("demo", "a", "c1", NOW);

        feed.connected(new ServerConnected("demo", "a", "c1", 1, NOW));
        feed.connected(new ServerConnected("demo", "a", "c0", 1, NOW.minusSeconds(1)));
        feed.connected(new ServerConnected("foreign", "a", "c9", 1, NOW.plusSeconds(1)));

        assertThat(server.wasReplaced()).isFalse();
    }

    @Test
    void readsNothingAboutServersThatAreNotHere() {
        assertThat(feed.concerns("a")).isFalse();
    }

    private FakeReceiver connect(String namespace, String serverId, String connectionId, Instant at) {
        FakeReceiver receiver = new FakeReceiver(namespace, serverId, connectionId, at);
        connections.put(receiver);
        return receiver;
    }
}
