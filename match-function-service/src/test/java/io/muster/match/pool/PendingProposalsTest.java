package io.muster.match.pool;

import static io.muster.match.pool.PendingProposals.LONGEST_PATIENCE_MILLIS;
import static io.muster.match.pool.PendingProposals.PATIENCE_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingProposalsTest {

    private static final long NOW = 1_700_000_000_000L;

    private final PendingProposals pending = new PendingProposals();

    @Test
    void givesUpProposalThatNobodyAnswers() {
        PendingProposal proposal = made("p", NOW);

        assertThat(pending.giveUp(NOW + PATIENCE_MILLIS - 1)).isEmpty();
        assertThat(pending.nextMillis()).isEqualTo(NOW + PATIENCE_MILLIS);
        assertThat(pending.giveUp(NOW + PATIENCE_MILLIS)).containsExactly(proposal);
    }

    @Test
    void waitsForTheTurnOfProposalWhileEarlierOnesAreAnswered() {
        List<PendingProposal> inOrder = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            inOrder.add(made("p" + i, NOW));
        }

        for (int i = 0; i < 9; i++) {
            answer(inOrder.get(i));
            assertThat(pending.giveUp(NOW + (i + 1) * (PATIENCE_MILLIS - 1))).isEmpty();
        }
        assertThat(pending.nextMillis()).isEqualTo(NOW + 9 * (PATIENCE_MILLIS - 1) + PATIENCE_MILLIS);
    }

    @Test
    void waitsForItsTurnWhileProposalsOfAnotherInstanceAreAnswered() {
        PendingProposal proposal = made("p", NOW);

        pending.heard();
        pending.giveUp(NOW + PATIENCE_MILLIS - 1);

        assertThat(pending.giveUp(NOW + PATIENCE_MILLIS)).isEmpty();
        assertThat(pending.giveUp(NOW + 2 * PATIENCE_MILLIS - 1)).containsExactly(proposal);
    }

    @Test
    void givesUpProposalThatWasPassedOver() {
        PendingProposal passed = made("passed", NOW);
        PendingProposal later = made("later", NOW + 1);
        PendingProposal latest = made("latest", NOW + 2);

        answer(later);
        assertThat(pending.giveUp(NOW + PATIENCE_MILLIS - 1)).isEmpty();
        pending.heard();

        assertThat(pending.giveUp(NOW + PATIENCE_MILLIS)).containsExactly(passed);
        assertThat(pending.size()).isOne();
        assertThat(pending.giveUp(NOW + PATIENCE_MILLIS + 2)).doesNotContain(latest);
    }

    @Test
    void offersTicketsLessAndLessOftenWhileNobodyAnswers() {
        assertThat(pausesOfSilence(8))
                .containsExactly(
                        PATIENCE_MILLIS,
                        2 * PATIENCE_MILLIS,
                        4 * PATIENCE_MILLIS,
                        8 * PATIENCE_MILLIS,
                        16 * PATIENCE_MILLIS,
                        LONGEST_PATIENCE_MILLIS,
                        LONGEST_PATIENCE_MILLIS,
                        LONGEST_PATIENCE_MILLIS);
    }

    @Test
    void isAsPatientAsAtFirstOnceAnAnswerCame() {
        pausesOfSilence(3);
        pending.heard();
        long now = pending.nextMillis();
        pending.giveUp(now);

        PendingProposal proposal = made("p", now);

        assertThat(pending.giveUp(now + PATIENCE_MILLIS)).contains(proposal);
    }

    @Test
    void forgetsAnsweredProposals() {
        PendingProposal proposal = made("p", NOW);

        answer(proposal);

        assertThat(pending.size()).isZero();
        assertThat(pending.nextMillis()).isEqualTo(Long.MAX_VALUE);
        assertThat(pending.giveUp(NOW + 2 * LONGEST_PATIENCE_MILLIS)).isEmpty();
    }

    @Test
    void doesNotKeepWhatIsOverBehindOneThatIsNotAnswered() {
        made("unanswered", NOW);

        for (int i = 0; i < 50_000; i++) {
            pending.remove(made("p" + i, NOW));
        }

        assertThat(pending.size()).isOne();
        assertThat(pending.remembered()).isLessThan(2 * PendingProposals.MOST_OVER);
    }

    /** How long the tickets of a proposal wait each time before they are offered again. */
    private List<Long> pausesOfSilence(int count) {
        List<Long> pauses = new ArrayList<>();
        long now = NOW;
        made("silent", now);
        while (pauses.size() < count) {
            long next = pending.nextMillis();
            pauses.add(next - now);
            now = next;
            assertThat(pending.giveUp(now)).hasSize(1);
            made("silent", now);
        }
        return pauses;
    }

    private PendingProposal made(String id, long at) {
        return pending.add(id, List.of(), null, at);
    }

    private void answer(PendingProposal proposal) {
        pending.heard();
        pending.answered(proposal);
        pending.remove(proposal);
    }
}
