package io.muster.bench.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BooksTest {

    @Test
    void balancesWhenEveryTicketEndedOnce() {
        Books books = Books.of(
                List.of(
                        assigned("p1", "s1"),
                        assigned("p2", "s1"),
                        accepted("p3").ended(Outcome.CANCELLED),
                        accepted("p4").ended(Outcome.EXPIRED),
                        accepted("p5").ended(Outcome.FAILED),
                        TicketEntry.unknown("p6").ended(Outcome.REFUSED)),
                List.of(new SessionEntry("s1", "ds_1", List.of("p1", "p2"))));

        assertThat(books.faults()).isEmpty();
        assertThat(books.accepted()).isEqualTo(5);
        assertThat(books.assigned()).isEqualTo(2);
        assertThat(books.refused()).isEqualTo(1);
    }

    @Test
    void findsTicketThatNeverEnded() {
        Books books = Books.of(List.of(accepted("p1")), List.of());

        assertThat(books.faults()).containsExactly("accepted 1 tickets but only 0 ended");
    }

    @Test
    void findsCreationWhoseOutcomeWasNeverLearned() {
        Books books = Books.of(List.of(TicketEntry.unknown("p1").unanswered()), List.of());

        assertThat(books.faults()).containsExactly("1 creations whose outcome was never learned");
    }

    @Test
    void findsPlayerInTwoSessions() {
        Books books = Books.of(
                List.of(assigned("p1", "s1"), assigned("p2", "s2")),
                List.of(
                        new SessionEntry("s1", "ds_1", List.of("p1")),
                        new SessionEntry("s2", "ds_2", List.of("p2", "p1"))));

        assertThat(books.faults()).containsExactly("player p1 is in 2 sessions: [s1, s2]");
    }

    @Test
    void allowsSecondSessionForTicketThatNobodyConfirmed() {
        TicketEntry twice =
                TicketEntry.unknown("p1").unanswered().accepted("t-p1").assigned("s2", "a:1");

        Books books = Books.of(
                List.of(twice, assigned("p2", "s1")),
                List.of(
                        new SessionEntry("s1", "ds_1", List.of("p1", "p2")),
                        new SessionEntry("s2", "ds_2", List.of("p1"))));

        assertThat(books.balanced()).isTrue();
    }

    @Test
    void findsAssignmentToSessionThatDoesNotHoldThePlayer() {
        Books books = Books.of(List.of(assigned("p1", "s1")), List.of(new SessionEntry("s1", "ds_1", List.of("p9"))));

        assertThat(books.faults()).singleElement().asString().contains("does not hold its player p1");
    }

    @Test
    void findsCancelledTicketThatIsInMatch() {
        Books books = Books.of(
                List.of(accepted("p1").ended(Outcome.CANCELLED), assigned("p2", "s1")),
                List.of(new SessionEntry("s1", "ds_1", List.of("p1", "p2"))));

        assertThat(books.faults()).singleElement().asString().contains("ended CANCELLED but its player is in [s1]");
    }

    @Test
    void findsPayloadReservedTwice() {
        Books books = Books.of(
                List.of(assigned("p1", "s1"), assigned("p2", "s2")),
                List.of(new SessionEntry("s1", "ds_1", List.of("p1")), new SessionEntry("s2", "ds_1", List.of("p2"))));

        assertThat(books.faults()).containsExactly("payload ds_1 was reserved for s1 and s2");
    }

    @Test
    void asksForNoServerWhereMatchesNeedNone() {
        Books books = Books.of(
                List.of(assigned("p1", "s1"), assigned("p2", "s2")),
                List.of(new SessionEntry("s1", null, List.of("p1")), new SessionEntry("s2", null, List.of("p2"))));

        assertThat(books.balanced()).isTrue();
    }

    @Test
    void namesLimitedNumberOfFaults() {
        List<TicketEntry> lost = IntStream.range(0, 100)
                .mapToObj(number -> assigned("p" + number, "s" + number))
                .toList();

        assertThat(Books.of(lost, List.of()).faults()).hasSize(Books.FAULTS_NAMED);
    }

    private static TicketEntry accepted(String player) {
        return TicketEntry.unknown(player).accepted("t-" + player);
    }

    private static TicketEntry assigned(String player, String session) {
        return accepted(player).assigned(session, "127.0.0.1:9000");
    }
}
