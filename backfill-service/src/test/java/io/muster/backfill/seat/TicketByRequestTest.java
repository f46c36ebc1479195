package io.muster.backfill.seat;

import static io.muster.backfill.seat.Sessions.A_SERVICE;
import static io.muster.backfill.seat.Sessions.THE_SERVER;
import static io.muster.backfill.seat.Sessions.claim;
import static io.muster.backfill.seat.Sessions.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.backfill.BackfillClosed;
import io.muster.contracts.backfill.BackfillCreated;
import io.muster.contracts.backfill.BackfillRejected;
import io.muster.contracts.backfill.BackfillUpdated;
import java.util.List;
import org.junit.jupiter.api.Test;

class TicketByRequestTest {

    private final SeatRun run = quiet("ada", "bob");

    @Test
    void aServerOpensATicketAlthoughTheConfigDoesNotAskForIt() {
        Reply reply = run.send(new Command.Open(THE_SERVER, "b1", null, Command.Content.KEEP));

        assertThat(reply).isInstanceOf(Reply.Done.class);
        assertThat(run.last()).isInstanceOf(BackfillCreated.class);
    }

    @Test
    void refusesASecondTicketOfTheSameSession() {
        run.send(new Command.Open(THE_SERVER, "b1", null, Command.Content.KEEP));

        assertThat(run.send(new Command.Open(A_SERVICE, "b2", null, Command.Content.KEEP)))
                .isEqualTo(new Reply.AlreadyOpen("b1"));
    }

    @Test
    void refusesATicketOfAFullSession() {
        SeatRun full = quiet("ada", "bob", "cyd", "dan");

        assertThat(full.send(new Command.Open(THE_SERVER, "b1", null, Command.Content.KEEP)))
                .isEqualTo(new Reply.Full(4));
    }

    @Test
    void refusesATicketOfASessionThatIsOver() {
        run.send(new Command.EndSession(3));

        assertThat(run.send(new Command.Open(THE_SERVER, "b1", null, Command.Content.KEEP)))
                .isEqualTo(new Reply.NoSession());
    }

    @Test
    void refusesAnotherQueue() {
        assertThat(run.send(new Command.Open(THE_SERVER, "b1", "duel", Command.Content.KEEP)))
                .isInstanceOf(Reply.BadContent.class);
    }

    @Test
    void refusesMorePlayersThanSeats() {
        Reply reply = run.send(new Command.Open(THE_SERVER, "b1", null, content(team("red0", "ada", "bob", "cyd"))));

        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.BadContent.class, bad -> assertThat(bad.message()).contains("2 seats"));
    }

    @Test
    void refusesATeamTheSessionDoesNotHave() {
        assertThat(run.send(new Command.Open(THE_SERVER, "b1", null, content(team("green0", "ada")))))
                .isInstanceOf(Reply.BadContent.class);
    }

    @Test
    void refusesAPlayerListedTwice() {
        assertThat(run.send(
                        new Command.Open(THE_SERVER, "b1", null, content(team("red0", "ada"), team("blue0", "ada")))))
                .isInstanceOf(Reply.BadContent.class);
    }

    @Test
    void replacingTheRosterRejectsWhatIsPending() {
        run.send(new Command.Open(THE_SERVER, "b1", null, Command.Content.KEEP));
        run.send(new Command.Propose(claim("p1", run.seats, 1, "blue0", ticket("t1", "eve"))));

        run.send(new Command.Replace(THE_SERVER, "b1", content(team("red0", "ada"))));

        assertThat(run.published)
                .filteredOn(BackfillRejected.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        BackfillRejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo("updated"));
        assertThat(run.last()).isInstanceOf(BackfillUpdated.class);
        assertThat(run.seats.roster().playerIds()).containsExactly("ada");
    }

    @Test
    void aRosterWrittenBeforeAnApprovalDoesNotUnseatWhoWasAccepted() {
        run.send(new Command.Open(THE_SERVER, "b1", null, Command.Content.KEEP));
        run.send(new Command.Propose(claim("p1", run.seats, 1, "blue0", ticket("t1", "eve"))));
        run.send(new Command.Approve(THE_SERVER, "b1"));

        run.send(new Command.Replace(THE_SERVER, "b1", content(team("red0", "ada"), team("blue0", "bob"))));

        assertThat(run.seats.roster().playerIds()).containsExactlyInAnyOrder("ada", "bob", "eve");
    }

    @Test
    void theSessionDoesNotUndoARosterTheServerSet() {
        run.send(new Command.Open(THE_SERVER, "b1", null, Command.Content.KEEP));
        run.send(new Command.Replace(THE_SERVER, "b1", content(team("red0", "ada"))));

        run.send(new Command.FollowSession(Sessions.session("s1", false, "ada", "bob"), 3));

        assertThat(run.seats.roster().playerIds()).containsExactly("ada");
    }

    @Test
    void deletingRejectsWhatIsPendingAndCloses() {
        run.send(new Command.Open(THE_SERVER, "b1", null, Command.Content.KEEP));
        run.send(new Command.Propose(claim("p1", run.seats, 1, "blue0", ticket("t1", "eve"))));

        run.send(new Command.Close(THE_SERVER, "b1"));

        assertThat(run.published.get(run.published.size() - 2))
                .isInstanceOfSatisfying(
                        BackfillRejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo("closed"));
        assertThat(run.last())
                .isInstanceOfSatisfying(
                        BackfillClosed.class,
                        closed -> assertThat(closed.reason()).isEqualTo("deleted"));
        assertThat(run.send(new Command.Close(THE_SERVER, "b1"))).isEqualTo(new Reply.NoTicket());
    }

    @Test
    void readsAnOpenTicketOnly() {
        assertThat(run.send(new Command.Read(THE_SERVER, null))).isEqualTo(new Reply.NoTicket());

        run.send(new Command.Open(THE_SERVER, "b1", null, Command.Content.KEEP));

        assertThat(run.send(new Command.Read(THE_SERVER, "b1"))).isInstanceOf(Reply.Done.class);
    }

    private static SeatRun quiet(String... players) {
        SeatRun run = new SeatRun();
        run.send(new Command.FollowSession(Sessions.session("s1", false, players), 2));
        return run;
    }

    private static Command.Content content(Command.ContentTeam... teams) {
        return new Command.Content(null, null, List.of(teams), List.of());
    }

    private static Command.ContentTeam team(String name, String... players) {
        return new Command.ContentTeam(name, name, List.of(players));
    }
}
