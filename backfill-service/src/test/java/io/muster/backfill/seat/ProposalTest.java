package io.muster.backfill.seat;

import static io.muster.backfill.seat.Sessions.THE_SERVER;
import static io.muster.backfill.seat.Sessions.claim;
import static io.muster.backfill.seat.Sessions.member;
import static io.muster.backfill.seat.Sessions.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.backfill.BackfillApproved;
import io.muster.contracts.backfill.BackfillClosed;
import io.muster.contracts.backfill.BackfillCreated;
import io.muster.contracts.backfill.BackfillProposed;
import io.muster.contracts.backfill.BackfillRejected;
import io.muster.contracts.session.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProposalTest {

    private final SeatRun run = SeatRun.started("ada", "bob");

    @Test
    void holdsSeatsForAClaimUntilTheServerAnswers() {
        run.send(new Command.Propose(claim("p1", run.seats, 1, "blue0", ticket("t1", "eve"))));

        assertThat(run.last()).isInstanceOfSatisfying(BackfillProposed.class, proposed -> {
            assertThat(proposed.version()).isEqualTo(2);
            assertThat(proposed.state().pending().expiresAt()).isEqualTo(run.now.plusSeconds(20));
            assertThat(proposed.state().openSeats()).isEqualTo(1);
        });
    }

    @Test
    void refusesAClaimWhileAnotherIsPending() {
        run.send(new Command.Propose(claim("p1", run.seats, 1, "blue0", ticket("t1", "eve"))));

        run.send(new Command.Propose(claim("p2", run.seats, 1, "red0", ticket("t2", "fay"))));

        assertRejected("p2", "no-seat");
        assertThat(run.seats.pending().proposalId()).isEqualTo("p1");
    }

    @Test
    void refusesAClaimThatDoesNotFitItsTeam() {
        run.send(new Command.Propose(claim("p1", run.seats, 1, "blue0", ticket("t1", "eve", "fay"))));

        assertRejected("p1", "no-seat");
    }

    @Test
    void refusesAPlayerWhoSitsInTheSessionAlready() {
        run.send(new Command.Propose(claim("p1", run.seats, 1, "blue0", ticket("t1", "ada"))));

        assertRejected("p1", "no-seat");
    }

    @Test
    void refusesAClaimThatWasJudgedByAnOlderRoster() {
        run.send(new Command.Replace(THE_SERVER, run.backfillId(), Command.Content.KEEP));

        run.send(new Command.Propose(claim("p1", run.seats, 1, "blue0", ticket("t1", "eve"))));

        assertRejected("p1", "updated");
    }

    @Test
    void refusesAClaimForAClosedTicket() {
        run.send(new Command.Close(THE_SERVER, run.backfillId()));

        run.send(new Command.Propose(claim("p1", run.seats, 1, "blue0", ticket("t1", "eve"))));

        assertRejected("p1", "closed");
    }

    @Test
    void refusesAClaimForASessionNobodyKnows() {
        SeatRun nothing = new SeatRun();

        nothing.send(new Command.Propose(claim("p1", "b9", "s1", 4, "blue0", ticket("t1", "eve"))));

        assertThat(nothing.last()).isInstanceOfSatisfying(BackfillRejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo("closed");
            assertThat(rejected.backfillId()).isEqualTo("b9");
            assertThat(rejected.version()).isEqualTo(5);
        });
        assertThat(nothing.seats.session().phase()).isEqualTo(SessionView.Phase.UNKNOWN);
    }

    @Test
    void approvalTakesTheWholeProposal() {
        run.send(new Command.Propose(claim("p1", run.seats, 1, "blue0", ticket("t1", "eve"))));

        Reply reply = run.send(new Command.Approve(THE_SERVER, run.backfillId()));

        assertThat(run.last()).isInstanceOfSatisfying(BackfillApproved.class, approved -> {
            assertThat(approved.accepted()).extracting("ticketId").containsExactly("t1");
            assertThat(approved.rejected()).isEmpty();
            assertThat(approved.teams()).extracting("name").containsExactly("blue0");
        });
        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Done.class,
                        done -> assertThat(done.state().players())
                                .extracting("id")
                                .contains("eve"));
    }

    @Test
    void approvalWithoutAProposalIsAHeartbeat() {
        run.pass(Duration.ofSeconds(200));

        run.send(new Command.Approve(THE_SERVER, run.backfillId()));
        run.pass(Duration.ofSeconds(200));
        run.send(new Command.Expire());

        assertThat(run.seats.seeking()).isTrue();
        assertThat(run.published).hasSize(1);
    }

    @Test
    void acceptedPlayersKeepTheirSeatAlthoughTheSessionDoesNotListThemYet() {
        run.send(new Command.Propose(claim("p1", run.seats, 1, "blue0", ticket("t1", "eve"))));
        run.send(new Command.Approve(THE_SERVER, run.backfillId()));

        run.send(new Command.FollowSession(Sessions.session("s1", true, "ada", "bob"), 3));

        assertThat(run.seats.roster().playerIds()).containsExactlyInAnyOrder("ada", "bob", "eve");
    }

    @Test
    void anAcceptedPlayerWhoDeclinesGivesHisSeatBack() {
        run.send(new Command.Propose(claim("p1", run.seats, 1, "blue0", ticket("t1", "eve"))));
        run.send(new Command.Approve(THE_SERVER, run.backfillId()));
        List<Member> members =
                new ArrayList<>(Sessions.session("s1", true, "ada", "bob").members());
        members.add(member("eve", "REJECTED", "t1"));

        run.send(new Command.FollowSession(Sessions.state("s1", true, members, List.of()), 3));

        assertThat(run.seats.roster().playerIds()).containsExactlyInAnyOrder("ada", "bob");
    }

    @Test
    void aPlayerWhoLeftAndComesBackWithANewTicketKeepsHisNewSeat() {
        List<Member> members =
                new ArrayList<>(Sessions.session("s1", true, "ada", "bob").members());
        members.add(member("eve", "LEFT", "t-old"));
        run.send(new Command.Propose(claim("p1", run.seats, 1, "blue0", ticket("t-new", "eve"))));
        run.send(new Command.Approve(THE_SERVER, run.backfillId()));

        run.send(new Command.FollowSession(Sessions.state("s1", true, members, List.of()), 3));

        assertThat(run.seats.roster().playerIds()).contains("eve");
    }

    @Test
    void partialAcceptanceReturnsTheOtherTickets() {
        SeatRun alone = SeatRun.started("ada");
        alone.send(new Command.Propose(claim("p1", alone.seats, 1, "blue0", ticket("t1", "eve"), ticket("t2", "fay"))));

        alone.send(new Command.Accept(THE_SERVER, alone.backfillId(), "p1", List.of("t2"), false));

        assertThat(alone.last()).isInstanceOfSatisfying(BackfillApproved.class, approved -> {
            assertThat(approved.accepted()).extracting("ticketId").containsExactly("t2");
            assertThat(approved.rejected()).extracting("ticketId").containsExactly("t1");
        });
        assertThat(alone.seats.roster().playerIds()).containsExactlyInAnyOrder("ada", "fay");
    }

    @Test
    void refusesTicketsThatAreNotInTheProposal() {
        run.send(new Command.Propose(claim("p1", run.seats, 1, "blue0", ticket("t1", "eve"))));

        Reply reply = run.send(new Command.Accept(THE_SERVER, run.backfillId(), "p1", List.of("t9"), false));

        assertThat(reply).isEqualTo(new Reply.UnknownTickets(List.of("t9")));
        assertThat(run.seats.pendingSeats()).isEqualTo(1);
    }

    @Test
    void theSecondAnswerToAProposalIsTooLate() {
        run.send(new Command.Propose(claim("p1", run.seats, 1, "blue0", ticket("t1", "eve"))));
        run.send(new Command.Accept(THE_SERVER, run.backfillId(), "p1", null, false));

        Reply reply = run.send(new Command.Reject(THE_SERVER, run.backfillId(), "p1", false));

        assertThat(reply).isEqualTo(new Reply.NotPending(null));
        assertThat(run.seats.roster().playerIds()).contains("eve");
    }

    @Test
    void rejectionReturnsAllTickets() {
        run.send(new Command.Propose(claim("p1", run.seats, 1, "blue0", ticket("t1", "eve"))));

        run.send(new Command.Reject(THE_SERVER, run.backfillId(), "p1", false));

        assertRejected("p1", "rejected");
        assertThat(run.seats.seeking()).isTrue();
    }

    @Test
    void stopClosesTheTicketAndKeepsItClosed() {
        run.send(new Command.Propose(claim("p1", run.seats, 1, "blue0", ticket("t1", "eve"))));

        run.send(new Command.Reject(THE_SERVER, run.backfillId(), "p1", true));
        run.send(new Command.FollowSession(AutomaticBackfillTest.leaving("bob", "ada", "bob"), 3));

        assertThat(run.seats.seeking()).isFalse();
        assertThat(run.published).filteredOn(BackfillCreated.class::isInstance).hasSize(1);
    }

    @Test
    void closesTheTicketWhenTheLastSeatIsTaken() {
        SeatRun three = SeatRun.started("ada", "bob", "cyd");
        three.send(new Command.Propose(claim("p1", three.seats, 1, "blue0", ticket("t1", "eve"))));

        three.send(new Command.Approve(THE_SERVER, three.backfillId()));

        assertThat(three.last())
                .isInstanceOfSatisfying(
                        BackfillClosed.class,
                        closed -> assertThat(closed.reason()).isEqualTo("full"));
    }

    @Test
    void opensNoSecondTicketWhileAnAcceptedPlayerIsOnHisWay() {
        SeatRun three = SeatRun.started("ada", "bob", "cyd");
        three.send(new Command.Propose(claim("p1", three.seats, 1, "blue0", ticket("t1", "eve"))));
        three.send(new Command.Approve(THE_SERVER, three.backfillId()));

        three.send(new Command.FollowSession(Sessions.session("s1", true, "ada", "bob", "cyd"), 3));

        assertThat(three.seats.seeking()).isFalse();
        assertThat(three.seats.roster().free()).isZero();
    }

    @Test
    void aProposalExpiresAfterTwentySeconds() {
        run.send(new Command.Propose(claim("p1", run.seats, 1, "blue0", ticket("t1", "eve"))));
        run.pass(Duration.ofSeconds(20));

        run.send(new Command.Expire());

        assertRejected("p1", "expired");
    }

    @Test
    void anApprovalThatComesTooLateFindsTheProposalExpired() {
        run.send(new Command.Propose(claim("p1", run.seats, 1, "blue0", ticket("t1", "eve"))));
        run.pass(Duration.ofSeconds(21));

        run.send(new Command.Approve(THE_SERVER, run.backfillId()));

        assertRejected("p1", "expired");
        assertThat(run.seats.roster().playerIds()).doesNotContain("eve");
    }

    @Test
    void aTicketNobodyAsksForExpires() {
        run.pass(Duration.ofMinutes(5));

        run.send(new Command.Expire());

        assertThat(run.last())
                .isInstanceOfSatisfying(
                        BackfillClosed.class,
                        closed -> assertThat(closed.reason()).isEqualTo("expired"));
    }

    @Test
    void anotherServerMayNotAnswer() {
        run.send(new Command.Propose(claim("p1", run.seats, 1, "blue0", ticket("t1", "eve"))));

        Reply reply = run.send(new Command.Approve(new Command.Actor("demo", "ds_other"), run.backfillId()));

        assertThat(reply).isEqualTo(new Reply.NotYours());
        assertThat(run.seats.pendingSeats()).isEqualTo(1);
    }

    private void assertRejected(String proposalId, String reason) {
        assertThat(run.published)
                .filteredOn(event -> event instanceof BackfillRejected rejected
                        && rejected.proposalId().equals(proposalId))
                .singleElement()
                .isInstanceOfSatisfying(
                        BackfillRejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(reason));
    }
}
