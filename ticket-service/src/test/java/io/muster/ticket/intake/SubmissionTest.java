package io.muster.ticket.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.runtime.trace.TraceContext;
import io.muster.ticket.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubmissionTest {

    private static final TraceContext TRACE = TraceContext.fromTraceparent(null);

    private final Submission first = new Submission(Samples.ticket("a"), TRACE);
    private final Submission samePlayer = new Submission(Samples.ticket("a"), TRACE);
    private final Submission sameInOtherQueue = new Submission(Samples.ticket("game", "other", "a"), TRACE);
    private final Submission sameInOtherNamespace = new Submission(Samples.ticket("game2", "duel", "a"), TRACE);

    @Test
    void putsOffSecondTicketOfSamePlayerAndQueue() {
        Submission.Rounds rounds = Submission.split(List.of(first, samePlayer));

        assertThat(rounds.first()).containsExactly(first);
        assertThat(rounds.later()).containsExactly(samePlayer);
    }

    @Test
    void keepsTicketsOfOtherQueuesAndNamespacesTogether() {
        Submission.Rounds rounds = Submission.split(List.of(first, sameInOtherQueue, sameInOtherNamespace));

        assertThat(rounds.first()).hasSize(3);
        assertThat(rounds.later()).isEmpty();
    }
}
