package io.muster.ticket.read;

import static io.muster.ticket.Samples.CREATED;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.ticket.TicketEvent;
import io.muster.contracts.ticket.TicketExpired;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndStreamsTest {

    private final EndStreams streams = new EndStreams(2, 2);
    private final Listener game = new Listener();
    private final Listener other = new Listener();

    @Test
    void tellsTheFollowersOfTheNamespaceOnly() {
        streams.add("game", game);
        streams.add("other", other);

        streams.committed(List.of(end("t1"), end("t2")));

        assertThat(game.heard).containsExactly(List.of("t1", "t2"));
        assertThat(other.heard).isEmpty();
    }

    @Test
    void wantsNotTheEventOfWhatItToldAtItsCommit() {
        streams.add("game", game);

        streams.committed(List.of(end("t1")));

        assertThat(streams.wants("t1")).isFalse();
        assertThat(streams.wants("t2")).isTrue();
    }

    @Test
    void tellsOfTicketsThatEndedElsewhere() {
        streams.add("game", game);

        streams.heard(List.of(end("t1")));

        assertThat(game.heard).containsExactly(List.of("t1"));
    }

    @Test
    void wantsNothingWhileNobodyListens() {
        assertThat(streams.wants("t1")).isFalse();
    }

    @Test
    void wantsTheEventOfWhatItCannotRememberToHaveTold() {
        streams.add("game", game);

        streams.committed(List.of(end("t1"), end("t2"), end("t3")));

        assertThat(streams.wants("t3")).isTrue();
    }

    @Test
    void tellsNobodyWhoIsGone() {
        streams.add("game", game);
        streams.remove("game", game);

        streams.committed(List.of(end("t1")));

        assertThat(game.heard).isEmpty();
        assertThat(streams.count()).isZero();
    }

    @Test
    void hasNoRoomForMoreThanItsLimitUntilOneLeaves() {
        streams.add("game", game);
        streams.add("game", other);

        assertThat(streams.add("game", new Listener())).isFalse();
        streams.remove("game", other);
        assertThat(streams.add("game", new Listener())).isTrue();
    }

    @Test
    void countsWhoLeavesTwiceOnce() {
        streams.add("game", game);
        streams.add("game", other);

        streams.remove("game", game);
        streams.remove("game", game);

        assertThat(streams.count()).isOne();
    }

    @Test
    void interruptsAllAndForgetsWhatItTold() {
        streams.add("game", game);
        streams.committed(List.of(end("t1")));

        streams.interrupt();

        assertThat(game.interruptions).isOne();
        assertThat(streams.wants("t1")).isTrue();
    }

    @Test
    void showsThatItIsAlive() {
        streams.add("game", game);

        streams.beat();

        assertThat(game.heard).containsExactly(List.of());
    }

    private static TicketEvent end(String ticketId) {
        return new TicketExpired("game", ticketId, 2, "duel", CREATED);
    }

    private static final class Listener implements EndStreams.Follower {

        private final List<List<String>> heard = new ArrayList<>();
        private int interruptions;

        @Override
        public void ended(List<TicketEvent> ends) {
            heard.add(ends.stream().map(TicketEvent::ticketId).toList());
        }

        @Override
        public void interrupted() {
            interruptions++;
        }
    }
}
