package io.muster.backfill.follow;

import static io.muster.backfill.seat.Sessions.NAMESPACE;
import static io.muster.backfill.seat.Sessions.START;
import static io.muster.backfill.seat.Sessions.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.backfill.seat.Command;
import io.muster.contracts.session.SessionClaimed;
import io.muster.contracts.session.SessionEnded;
import io.muster.contracts.session.SessionFailed;
import io.muster.contracts.session.SessionState;
import org.junit.jupiter.api.Test;

class StepsTest {

    private static final String ID = "s1";
    private static final SessionState FULL = session(ID, false, "ada", "bob", "cyd", "dan");
    private static final SessionState OPEN = session(ID, false, "ada");

    @Test
    void followsNoFullSessionThatWantsNoBackfill() {
        assertThat(Steps.ofSession(new SessionClaimed(NAMESPACE, ID, 2, FULL, START)))
                .isEmpty();
    }

    @Test
    void endsNothingForASessionThatEndsAsItWasClaimed() {
        assertThat(Steps.ofSession(ended(3, FULL))).isEmpty();
    }

    @Test
    void endsAFullSessionWhoseMembersHaveChanged() {
        assertThat(Steps.ofSession(ended(4, FULL))).hasValue(new Step(NAMESPACE, ID, new Command.EndSession(4)));
    }

    @Test
    void endsASessionThatHadOpenSeats() {
        assertThat(Steps.ofSession(ended(3, OPEN))).hasValue(new Step(NAMESPACE, ID, new Command.EndSession(3)));
    }

    @Test
    void endsAFullSessionThatWantsBackfill() {
        SessionState wanting = session(ID, true, "ada", "bob", "cyd", "dan");

        assertThat(Steps.ofSession(ended(3, wanting))).isPresent();
    }

    @Test
    void forgetsTheExpectedSessionThatFails() {
        assertThat(Steps.ofSession(failed(session(ID, true, "ada")))).isPresent();
    }

    @Test
    void hasExpectedNoSessionWithoutBackfill() {
        assertThat(Steps.ofSession(failed(OPEN))).isEmpty();
    }

    private static SessionEnded ended(long version, SessionState state) {
        return new SessionEnded(NAMESPACE, ID, version, state, "server-exited", START);
    }

    private static SessionFailed failed(SessionState state) {
        return new SessionFailed(NAMESPACE, ID, 2, state, "no-payload", "none is ready", START);
    }
}
