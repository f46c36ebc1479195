package io.muster.session.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.session.game.GameSession;
import io.muster.session.game.SessionCommand;
import io.muster.session.game.SessionOpening;
import io.muster.session.game.Sessions;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentSessionsTest {

    private final RecentSessions recent = new RecentSessions();

    @Test
    void knowsWhatWasWritten() {
        StoredSession row = StoredSession.inserted(Sessions.requested("ada"));

        recent.remember(List.of(row));

        assertThat(recent.find(List.of(row.id(), "unknown"))).containsOnly(Map.entry(row.id(), row));
    }

    @Test
    void keepsTheLaterOfTwoWritesWhicheverIsToldFirst() {
        StoredSession first = StoredSession.inserted(Sessions.requested("ada"));
        StoredSession second =
                first.changedTo(first.session().withBackfillTicket("b1")).written();

        recent.remember(List.of(second));
        recent.remember(List.of(first));

        assertThat(recent.find(List.of(first.id()))).containsValue(second);
    }

    @Test
    void forgetsASessionThatIsOver() {
        StoredSession running = StoredSession.inserted(Sessions.running("ada"));
        recent.remember(List.of(running));

        GameSession ended = Sessions.after(running.session(), new SessionCommand.End(Sessions.START.plusSeconds(60)));
        recent.remember(List.of(running.changedTo(ended).written()));

        assertThat(recent.find(List.of(running.id()))).isEmpty();
    }

    @Test
    void forgetsTheOldestWhenThereAreTooMany() {
        List<StoredSession> rows = IntStream.rangeClosed(0, RecentSessions.MOST)
                .mapToObj(number -> StoredSession.inserted(numbered(number)))
                .toList();

        recent.remember(rows);

        assertThat(recent.find(List.of(rows.getFirst().id()))).isEmpty();
        assertThat(recent.find(rows.stream().map(StoredSession::id).toList())).hasSize(RecentSessions.MOST);
    }

    private static GameSession numbered(int number) {
        return SessionOpening.session(SessionOpening.open(
                Sessions.match("match-" + number, Sessions.settings(), Sessions.START, "ada"), null));
    }
}
