package io.muster.backfill.seat;

import static io.muster.backfill.seat.Sessions.member;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.backfill.BackfillClosed;
import io.muster.contracts.backfill.BackfillCreated;
import io.muster.contracts.backfill.BackfillRejected;
import io.muster.contracts.backfill.BackfillUpdated;
import io.muster.contracts.session.Member;
import io.muster.contracts.session.SessionState;
import io.muster.contracts.session.SessionTeam;
import io.muster.runtime.id.DerivedIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AutomaticBackfillTest {

    @Test
    void opensATicketWhenASessionStartsWithOpenSeats() {
        SeatRun run = SeatRun.started("ada", "bob", "cyd");

        assertThat(run.published).singleElement().isInstanceOfSatisfying(BackfillCreated.class, created -> {
            assertThat(created.backfillId()).isEqualTo(DerivedIds.of("s1", "backfill"));
            assertThat(created.version()).isEqualTo(1);
            assertThat(created.state().openSeats()).isEqualTo(1);
            assertThat(created.state().serverId()).isEqualTo(Sessions.SERVER);
            assertThat(created.state().connection()).isEqualTo("127.0.0.1:7777");
        });
    }

    @Test
    void opensNoTicketWhenAllSeatsAreTaken() {
        assertThat(SeatRun.started("ada", "bob", "cyd", "dan").published).isEmpty();
    }

    @Test
    void opensNoTicketWhenTheConfigDoesNotAllowBackfill() {
        SeatRun run = new SeatRun();

        run.send(new Command.FollowSession(Sessions.session("s1", false, "ada"), 2));

        assertThat(run.published).isEmpty();
    }

    @Test
    void namesTeamsThatTheSessionDoesNotHaveYet() {
        SeatRun run = new SeatRun();
        SessionState onlyRed = Sessions.state(
                "s1",
                true,
                List.of(member("ada", "JOINED", "t-ada")),
                List.of(new SessionTeam("red0", "red", List.of(new SessionTeam.Party("t-ada", List.of("ada"))))));

        run.send(new Command.FollowSession(onlyRed, 2));

        assertThat(run.seats.roster().teams()).extracting("name").containsExactly("red0", "blue0");
        assertThat(run.seats.roster().free()).isEqualTo(3);
    }

    @Test
    void carriesTheDataOfPlayersWhoseMatchCameFirst() {
        SeatRun run = new SeatRun();

        run.send(new Command.ExpectSession(Sessions.players("ada", "bob"), Map.of("mode", "ranked")));
        run.send(new Command.FollowSession(Sessions.session("s1", true, "ada", "bob"), 2));

        assertThat(run.seats.state().players())
                .extracting(player -> player.customData().get("skill"))
                .containsExactly(1500, 1500);
        assertThat(run.seats.state().attributes()).containsEntry("mode", "ranked");
    }

    @Test
    void learnsTheDataOfPlayersWhoseMatchCameAfterItsSession() {
        SeatRun run = SeatRun.started("ada", "bob");

        run.send(new Command.ExpectSession(Sessions.players("ada", "bob"), Map.of()));

        assertThat(run.last()).isInstanceOf(BackfillUpdated.class);
        assertThat(run.seats.state().players())
                .allMatch(player -> !player.customData().isEmpty());
    }

    @Test
    void ignoresAnOlderSessionEvent() {
        SeatRun run = SeatRun.started("ada", "bob", "cyd");

        run.send(new Command.FollowSession(Sessions.session("s1", true, "ada"), 1));

        assertThat(run.seats.roster().taken()).isEqualTo(3);
        assertThat(run.published).hasSize(1);
    }

    @Test
    void givesTheSeatOfALeaverBack() {
        SeatRun run = SeatRun.started("ada", "bob", "cyd");

        run.send(new Command.FollowSession(leaving("bob", "ada", "bob", "cyd"), 3));

        assertThat(run.last()).isInstanceOf(BackfillUpdated.class);
        assertThat(run.seats.roster().free()).isEqualTo(2);
        assertThat(run.seats.roster().playerIds()).containsExactlyInAnyOrder("ada", "cyd");
    }

    @Test
    void opensANewTicketWhenASeatOfAFullSessionFreesUp() {
        SeatRun run = SeatRun.started("ada", "bob", "cyd", "dan");

        run.send(new Command.FollowSession(leaving("bob", "ada", "bob", "cyd", "dan"), 3));

        assertThat(run.published).singleElement().isInstanceOf(BackfillCreated.class);
    }

    @Test
    void closesTheTicketWhenTheSessionFillsUpByItself() {
        SeatRun run = SeatRun.started("ada", "bob", "cyd");

        run.send(new Command.FollowSession(Sessions.session("s1", true, "ada", "bob", "cyd", "dan"), 3));

        assertThat(run.last())
                .isInstanceOfSatisfying(
                        BackfillClosed.class,
                        closed -> assertThat(closed.reason()).isEqualTo("full"));
    }

    @Test
    void rejectsThePendingProposalWhenItsSeatIsTakenByAMember() {
        SeatRun run = SeatRun.started("ada", "bob", "cyd");
        run.send(new Command.Propose(Sessions.claim("p1", run.seats, 1, "blue0", Sessions.ticket("t1", "eve"))));

        run.send(new Command.FollowSession(Sessions.session("s1", true, "ada", "bob", "cyd", "dan"), 3));

        assertThat(run.published)
                .filteredOn(BackfillRejected.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        BackfillRejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo("no-seat"));
        assertThat(run.seats.seeking()).isFalse();
    }

    @Test
    void keepsThePendingProposalWhenALeaverOnlyMakesMoreRoom() {
        SeatRun run = SeatRun.started("ada", "bob", "cyd");
        run.send(new Command.Propose(Sessions.claim("p1", run.seats, 1, "blue0", Sessions.ticket("t1", "eve"))));

        run.send(new Command.FollowSession(leaving("ada", "ada", "bob", "cyd"), 3));

        assertThat(run.seats.pendingSeats()).isEqualTo(1);
    }

    @Test
    void closesTheTicketWhenTheSessionEnds() {
        SeatRun run = SeatRun.started("ada");

        run.send(new Command.EndSession(3));

        assertThat(run.last())
                .isInstanceOfSatisfying(
                        BackfillClosed.class,
                        closed -> assertThat(closed.reason()).isEqualTo("session-ended"));
        assertThat(run.send(new Command.FollowSession(Sessions.session("s1", true, "ada"), 4)))
                .isInstanceOf(Reply.Done.class);
        assertThat(run.seats.seeking()).isFalse();
    }

    /** The session after one of its players has left. */
    static SessionState leaving(String who, String... players) {
        SessionState before = Sessions.session("s1", true, players);
        List<Member> members = new ArrayList<>();
        before.members().forEach(each -> members.add(each.id().equals(who) ? member(who, "LEFT", "t-" + who) : each));
        return Sessions.state("s1", true, members, before.teams());
    }
}
