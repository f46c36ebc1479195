package io.muster.session.game;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.match.MatchClaimed;
import io.muster.contracts.match.MatchSettings;
import io.muster.contracts.session.Member;
import io.muster.contracts.session.SessionClaimed;
import io.muster.contracts.session.SessionCreated;
import io.muster.contracts.session.SessionEvent;
import io.muster.contracts.session.SessionTeam;
import io.muster.runtime.id.DerivedIds;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionOpeningTest {

    private final MatchClaimed match = Sessions.match("m1", Sessions.settings(), "ada", "bob", "cyd");

    @Test
    void asksForAGameServer() {
        List<SessionEvent> events = SessionOpening.open(match, null);

        assertThat(events).singleElement().isInstanceOf(SessionCreated.class);
        assertThat(SessionOpening.session(events).phase()).isInstanceOf(Phase.Requested.class);
        assertThat(SessionOpening.session(events).state().serverStatus()).isEqualTo("REQUESTED");
    }

    @Test
    void startsAtOnceWhenNoServerIsWanted() {
        MatchClaimed hosted = Sessions.match("m1", Sessions.settings(MatchSettings.HOSTING_MATCH_ID, false), "ada");

        List<SessionEvent> events = SessionOpening.open(hosted, null);

        assertThat(events).extracting(Object::getClass).containsExactly((Class) SessionCreated.class, (Class)
                SessionClaimed.class);
        assertThat(SessionOpening.session(events).version()).isEqualTo(2);
        assertThat(SessionOpening.session(events).state().server()).isNull();
    }

    @Test
    void waitsForTheServerThatABackendNames() {
        MatchClaimed external = Sessions.match("m1", Sessions.settings(MatchSettings.HOSTING_EXTERNAL, false), "ada");

        List<SessionEvent> events = SessionOpening.open(external, null);

        assertThat(SessionOpening.session(events).phase()).isInstanceOf(Phase.Requested.class);
    }

    @Test
    void makesEveryPlayerOfEveryTicketAMember() {
        GameSession session = Sessions.requested("ada", "bob", "cyd");

        assertThat(session.state().members()).extracting(Member::id).containsExactly("ada", "bob", "cyd");
        assertThat(session.state().members()).extracting(Member::status).containsOnly("JOINED");
        assertThat(session.state().leaderId()).isEqualTo("ada");
    }

    @Test
    void keepsTheTeamsOfTheMatch() {
        GameSession session = Sessions.requested("ada", "bob", "cyd");

        assertThat(session.state().teams()).extracting(SessionTeam::name).containsExactly("red0", "blue0");
        assertThat(session.state().teams())
                .extracting(SessionTeam::playerIds)
                .containsExactly(List.of("ada", "cyd"), List.of("bob"));
    }

    @Test
    void derivesTheIdFromTheMatch() {
        assertThat(SessionOpening.sessionId(match)).isEqualTo(DerivedIds.of("m1", "session"));
    }

    @Test
    void opensTheSameSessionAgainOnReplay() {
        assertThat(SessionOpening.open(match, "secret")).isEqualTo(SessionOpening.open(match, "secret"));
    }
}
