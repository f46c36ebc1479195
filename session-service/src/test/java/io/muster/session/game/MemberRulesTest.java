package io.muster.session.game;

import static io.muster.session.game.SessionRules.decide;
import static io.muster.session.game.Sessions.LIMITS;
import static io.muster.session.game.Sessions.START;
import static io.muster.session.game.Sessions.after;
import static io.muster.session.game.Sessions.backfill;
import static io.muster.session.game.Sessions.party;
import static io.muster.session.game.Sessions.running;
import static io.muster.session.game.Sessions.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.session.SessionEnded;
import io.muster.contracts.session.SessionMembersChanged;
import io.muster.session.game.Decision.Refusal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MemberRulesTest {

    private static final Instant LATER = START.plusSeconds(20);

    @Test
    void invitesThePlayersThatBackfillBrings() {
        GameSession session = after(running("ada"), backfill("blue", ticket("dan")));

        assertThat(status(session, "dan")).isEqualTo(MemberStatus.INVITED);
        assertThat(session.state().teams().get(1).playerIds()).containsExactly("dan");
        assertThat(session.version()).isEqualTo(3);
    }

    @Test
    void repeatsTheRosterWhenTheSameBackfillComesAgain() {
        GameSession session = after(running("ada"), backfill("blue", ticket("dan")));

        Decision again = decide(session, backfill("blue", ticket("dan")));

        assertThat(again.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        SessionMembersChanged.class,
                        event -> assertThat(event.version()).isEqualTo(3));
    }

    @Test
    void keepsPlayersOfOneTicketInOneTeam() {
        GameSession session = after(running("ada", "bob"), backfill("red", party("t9", "eve", "fay")));

        assertThat(session.seatsTaken()).isEqualTo(2);
        assertThat(status(session, "eve")).isEqualTo(MemberStatus.CANCELLED);
    }

    @Test
    void turnsPlayersAwayWhenTheirSeatsAreTaken() {
        GameSession session = after(running("ada", "bob", "cyd", "dan"), backfill("blue", ticket("eve")));

        assertThat(session.seatsTaken()).isEqualTo(4);
        assertThat(status(session, "eve")).isEqualTo(MemberStatus.CANCELLED);
    }

    @Test
    void addsNobodyToASessionThatIsOver() {
        GameSession ended = after(running("ada"), new SessionCommand.End(LATER));

        assertThat(decide(ended, backfill("blue", ticket("dan"))).events()).isEmpty();
    }

    @Test
    void givesAnInvitedPlayerHisSeatWhenHeJoins() {
        GameSession session =
                after(running("ada"), backfill("blue", ticket("dan")), new SessionCommand.Join("dan", LATER));

        assertThat(status(session, "dan")).isEqualTo(MemberStatus.JOINED);
    }

    @Test
    void seatsAWalkInWhereMostSeatsAreFree() {
        GameSession session = after(running("ada"), new SessionCommand.Join("dan", LATER));

        assertThat(session.state().teams().get(1).playerIds()).containsExactly("dan");
        assertThat(status(session, "dan")).isEqualTo(MemberStatus.JOINED);
    }

    @Test
    void joinsOnceHoweverOftenOneJoins() {
        GameSession session = running("ada");

        Decision decision = decide(session, new SessionCommand.Join("ada", LATER));

        assertThat(decision.events()).isEmpty();
        assertThat(decision.refusal()).isNull();
    }

    @Test
    void refusesTheFifthPlayerOfFourSeats() {
        Decision decision = decide(running("ada", "bob", "cyd", "dan"), new SessionCommand.Join("eve", LATER));

        assertThat(decision.refusal()).isEqualTo(Refusal.FULL);
    }

    @Test
    void keepsOpenSeatsForBackfillWhileItFillsThem() {
        GameSession session = running("ada").withBackfillTicket("b1");

        assertThat(decide(session, new SessionCommand.Join("dan", LATER)).refusal())
                .isEqualTo(Refusal.BACKFILL);
    }

    @Test
    void refusesAPlayerWhoWasKicked() {
        GameSession session =
                after(running("ada", "bob"), new SessionCommand.SetStatus("bob", MemberStatus.KICKED, LATER));

        assertThat(decide(session, new SessionCommand.Join("bob", LATER)).refusal())
                .isEqualTo(Refusal.KICKED);
    }

    @Test
    void refusesToJoinASessionThatIsOver() {
        GameSession ended = after(running("ada"), new SessionCommand.End(LATER));

        assertThat(decide(ended, new SessionCommand.Join("ada", LATER)).refusal())
                .isEqualTo(Refusal.OVER);
    }

    @Test
    void freesTheSeatOfAPlayerWhoLeaves() {
        GameSession session = after(running("ada", "bob"), new SessionCommand.Leave("ada", LATER));

        assertThat(status(session, "ada")).isEqualTo(MemberStatus.LEFT);
        assertThat(session.state().teams().getFirst().playerIds()).isEmpty();
    }

    @Test
    void makesTheNextMemberLeaderWhenTheLeaderLeaves() {
        GameSession session = after(running("ada", "bob"), new SessionCommand.Leave("ada", LATER));

        assertThat(session.state().leaderId()).isEqualTo("bob");
    }

    @Test
    void endsWhenTheLastPlayerLeaves() {
        Decision decision = decide(running("ada"), new SessionCommand.Leave("ada", LATER));

        assertThat(decision.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        SessionEnded.class, event -> assertThat(event.reason()).isEqualTo("empty"));
    }

    @Test
    void tellsWhoIsNoMember() {
        assertThat(decide(running("ada"), new SessionCommand.Leave("dan", LATER))
                        .refusal())
                .isEqualTo(Refusal.NOT_A_MEMBER);
    }

    @Test
    void freesTheSeatOfAPlayerWhoDoesNotAnswer() {
        GameSession session = after(
                running("ada"),
                backfill("blue", ticket("dan")),
                new SessionCommand.ExpireWaits(LIMITS, START.plusSeconds(310)));

        assertThat(status(session, "dan")).isEqualTo(MemberStatus.TIMEOUT);
        assertThat(session.seatsTaken()).isEqualTo(1);
    }

    @Test
    void dropsAPlayerWhoDoesNotComeBack() {
        GameSession session = after(
                running("ada", "bob"),
                new SessionCommand.SetStatus("bob", MemberStatus.DISCONNECTED, LATER),
                new SessionCommand.ExpireWaits(LIMITS, LATER.plus(LIMITS.inactive())));

        assertThat(status(session, "bob")).isEqualTo(MemberStatus.DROPPED);
    }

    @Test
    void connectsAPlayerWhoComesBackInTime() {
        GameSession session = after(
                running("ada", "bob"),
                new SessionCommand.SetStatus("bob", MemberStatus.DISCONNECTED, LATER),
                new SessionCommand.Join("bob", LATER.plusSeconds(1)));

        assertThat(status(session, "bob")).isEqualTo(MemberStatus.CONNECTED);
    }

    @Test
    void refusesAStatusThatCannotBeReached() {
        SessionCommand reject = new SessionCommand.SetStatus("ada", MemberStatus.REJECTED, LATER);

        assertThat(decide(running("ada"), reject).refusal()).isEqualTo(Refusal.STATUS);
    }

    @ParameterizedTest
    @EnumSource(
            value = MemberStatus.class,
            names = {"INVITED", "TERMINATED"})
    void letsNobodyGiveAStatusThatOnlyTheSessionGives(MemberStatus status) {
        assertThat(decide(running("ada"), new SessionCommand.SetStatus("ada", status, LATER))
                        .refusal())
                .isEqualTo(Refusal.STATUS);
    }

    @Test
    void knowsWhenToLookAtAnInvitationAgain() {
        GameSession session = after(running("ada"), backfill("blue", ticket("dan")));

        assertThat(Deadlines.next(session, LIMITS)).contains(START.plusSeconds(310));
    }

    @Test
    void needsNoLookWhenNobodyIsWaitedFor() {
        assertThat(Deadlines.next(running("ada"), LIMITS)).isEmpty();
    }

    private static MemberStatus status(GameSession session, String player) {
        return session.member(player).map(MemberStatus::of).orElseThrow();
    }
}
