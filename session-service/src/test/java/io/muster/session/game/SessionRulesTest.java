package io.muster.session.game;

import static io.muster.session.game.SessionRules.decide;
import static io.muster.session.game.Sessions.LIMITS;
import static io.muster.session.game.Sessions.START;
import static io.muster.session.game.Sessions.after;
import static io.muster.session.game.Sessions.requested;
import static io.muster.session.game.Sessions.running;
import static io.muster.session.game.Sessions.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.session.Member;
import io.muster.contracts.session.SessionClaimed;
import io.muster.contracts.session.SessionEnded;
import io.muster.contracts.session.SessionEvent;
import io.muster.contracts.session.SessionFailed;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionRulesTest {

    private static final Instant LATER = START.plusSeconds(5);

    private final SessionCommand claim = new SessionCommand.Claim(server(), LATER);
    private final SessionCommand fail = new SessionCommand.Fail("no-payload", "none is ready", LATER);
    private final SessionCommand crash = new SessionCommand.LoseServer("ds_1", true, LATER);

    @Test
    void claimsTheServerThatWasReserved() {
        SessionClaimed event = only(SessionClaimed.class, requested("ada"), claim);

        assertThat(event.version()).isEqualTo(2);
        assertThat(event.state().server()).isEqualTo(server());
        assertThat(event.state().serverStatus()).isEqualTo("AVAILABLE");
    }

    @Test
    void repeatsTheClaimWhenTheReservationComesAgain() {
        GameSession session = requested("ada", "bob");
        SessionEvent first = only(SessionClaimed.class, session, claim);

        assertThat(decide(after(session, claim), claim).events()).containsExactly(first);
    }

    @Test
    void repeatsTheClaimUnderItsOldVersionWhenTheSessionMovedOn() {
        GameSession moved = after(requested("ada", "bob"), claim, new SessionCommand.Leave("bob", LATER));

        SessionClaimed event = only(SessionClaimed.class, moved, claim);

        assertThat(event.version()).isEqualTo(2);
    }

    @Test
    void ignoresAnotherServerWhileItHasOne() {
        SessionCommand other = new SessionCommand.Claim(server("ds_2"), LATER);

        assertThat(decide(running("ada"), other).events()).isEmpty();
    }

    @Test
    void failsWhenThereIsNoServer() {
        SessionFailed event = only(SessionFailed.class, requested("ada"), fail);

        assertThat(event.reason()).isEqualTo("no-payload");
        assertThat(event.state().serverStatus()).isEqualTo("FAILED_TO_REQUEST");
        assertThat(event.state().members()).extracting(Member::status).containsExactly("TERMINATED");
    }

    @Test
    void repeatsItsFailureToTheLetter() {
        GameSession session = requested("ada");
        SessionEvent first = only(SessionFailed.class, session, fail);

        assertThat(decide(after(session, fail), fail).events()).containsExactly(first);
    }

    @Test
    void keepsItsServerWhenALateFailureComes() {
        assertThat(decide(running("ada"), fail).events()).isEmpty();
    }

    @Test
    void tellsTheAllocatorAgainThatItFailedWhenAServerComesTooLate() {
        SessionFailed event = only(SessionFailed.class, after(requested("ada"), fail), claim);

        assertThat(event.version()).isEqualTo(2);
    }

    @Test
    void endsWhenItsServerCrashes() {
        SessionEnded event = only(SessionEnded.class, running("ada", "bob"), crash);

        assertThat(event.reason()).isEqualTo("server-crashed");
        assertThat(event.version()).isEqualTo(3);
        assertThat(event.state().members()).extracting(Member::status).containsOnly("TERMINATED");
        assertThat(event.state().serverStatus()).isEqualTo("ENDED");
    }

    @Test
    void endsWhenItsServerExits() {
        SessionCommand exit = new SessionCommand.LoseServer("ds_1", false, LATER);

        assertThat(only(SessionEnded.class, running("ada"), exit).reason()).isEqualTo("server-exited");
    }

    @Test
    void keepsTheTeamsAsTheyWereWhenItEnded() {
        assertThat(only(SessionEnded.class, running("ada"), crash)
                        .state()
                        .teams()
                        .getFirst()
                        .playerIds())
                .containsExactly("ada");
    }

    @Test
    void doesNotMindTheEndOfAnotherServer() {
        SessionCommand other = new SessionCommand.LoseServer("ds_2", true, LATER);

        assertThat(decide(running("ada"), other).events()).isEmpty();
    }

    @Test
    void repeatsTheEndThatItsServerBrought() {
        GameSession session = running("ada");
        SessionEvent first = only(SessionEnded.class, session, crash);

        assertThat(decide(after(session, crash), crash).events()).containsExactly(first);
    }

    @Test
    void isSilentWhenTheServerGoesAfterTheEnd() {
        GameSession ended = after(running("ada"), new SessionCommand.End(LATER));
        SessionCommand exit = new SessionCommand.LoseServer("ds_1", false, LATER);

        assertThat(decide(ended, exit).events()).isEmpty();
    }

    @Test
    void failsWhenTheServerIsGoneBeforeItWasHeardOf() {
        assertThat(only(SessionFailed.class, requested("ada"), crash).reason()).isEqualTo("server-crashed");
    }

    @Test
    void endsOnRequestOnce() {
        SessionCommand end = new SessionCommand.End(LATER);
        GameSession session = running("ada");

        assertThat(only(SessionEnded.class, session, end).reason()).isEqualTo("ended");
        assertThat(decide(after(session, end), end).events()).isEmpty();
    }

    @Test
    void failsInsteadOfEndingBeforeItHadAServer() {
        SessionFailed event = only(SessionFailed.class, requested("ada"), new SessionCommand.End(LATER));

        assertThat(event.reason()).isEqualTo("ended");
    }

    @Test
    void endsRightAfterTheClaimWhenEverybodyHadLeft() {
        GameSession empty = after(requested("ada"), new SessionCommand.Leave("ada", START));

        List<SessionEvent> events = decide(empty, claim).events();

        assertThat(events).extracting(SessionEvent::version).containsExactly(3L, 4L);
        assertThat(events.getLast()).isInstanceOf(SessionEnded.class);
    }

    @Test
    void repeatsClaimAndEndOfASessionEverybodyHadLeft() {
        GameSession empty = after(requested("ada"), new SessionCommand.Leave("ada", START));

        assertThat(decide(after(empty, claim), claim).events())
                .extracting(SessionEvent::version)
                .containsExactly(3L, 4L);
    }

    @Test
    void failsWhenNobodyAnswersTheRequestForAServer() {
        SessionCommand expire = new SessionCommand.ExpireWaits(LIMITS, START.plus(LIMITS.server()));

        assertThat(only(SessionFailed.class, requested("ada"), expire).reason()).isEqualTo("no-server");
    }

    @Test
    void waitsForItsServerUntilTheTimeIsOver() {
        SessionCommand early = new SessionCommand.ExpireWaits(
                LIMITS, START.plus(LIMITS.server()).minusMillis(1));

        assertThat(decide(requested("ada"), early).events()).isEmpty();
    }

    @Test
    void ignoresEventsThatAreNotNewer() {
        GameSession session = running("ada");
        SessionEvent old = only(SessionClaimed.class, requested("ada"), claim);

        assertThat(session.apply(old)).isSameAs(session);
    }

    private static <E extends SessionEvent> E only(Class<E> type, GameSession session, SessionCommand command) {
        List<SessionEvent> events = decide(session, command).events();
        assertThat(events).singleElement().isInstanceOf(type);
        return type.cast(events.getFirst());
    }
}
