package io.muster.runtime.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private static final int MAX_BATCH = 4;
    private static final int MAX_WAITING = 6;

    /** Flushes that have begun and not ended. */
    private record Flush(List<Integer> commands, UniEmitter<? super List<String>> emitter) {

        void succeed() {
            emitter.complete(commands.stream().map(command -> "done " + command).toList());
        }
    }

    private final List<Flush> flushes = new ArrayList<>();
    private final List<Runnable> alarms = new ArrayList<>();

    private GroupCommit<Integer, String> commit(int maxInFlight) {
        return new GroupCommit.Factory(new SimpleMeterRegistry(), (_, call) -> alarms.add(call))
                .create("test", MAX_BATCH, maxInFlight, MAX_WAITING, this::flush);
    }

    private Uni<List<String>> flush(List<Integer> commands) {
        return Uni.createFrom().emitter(emitter -> flushes.add(new Flush(commands, emitter)));
    }

    private static UniAssertSubscriber<String> submit(GroupCommit<Integer, String> commit, int command) {
        return commit.submit(command).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    @Test
    void flushesAtOnceWhenIdle() {
        UniAssertSubscriber<String> answer = submit(commit(1), 1);
        assertThat(flushes).singleElement().extracting(Flush::commands).isEqualTo(List.of(1));
        flushes.getFirst().succeed();
        answer.assertItem("done 1");
    }

    private GroupCommit<Integer, String> pacedCommit(Duration interval) {
        return pacedCommit(interval, MAX_BATCH);
    }

    private GroupCommit<Integer, String> pacedCommit(Duration interval, int enough) {
        return new GroupCommit.Factory(new SimpleMeterRegistry(), (_, call) -> alarms.add(call))
                .create("paced", MAX_BATCH, 2, MAX_WAITING, interval, enough, this::flush);
    }

    @Test
    void keepsABatchBackUntilItsTimeHasCome() {
        GroupCommit<Integer, String> commit = pacedCommit(Duration.ofHours(1));
        IntStream.rangeClosed(1, 3).forEach(command -> submit(commit, command));
        assertThat(flushes).extracting(Flush::commands).containsExactly(List.of(1));
    }

    @Test
    void flushesWhatHasGatheredWhenTheTimeHasCome() {
        GroupCommit<Integer, String> commit = pacedCommit(Duration.ofMillis(1));
        IntStream.rangeClosed(1, 3).forEach(command -> submit(commit, command));
        await().until(() -> {
            List<Runnable> due = List.copyOf(alarms);
            alarms.clear();
            due.forEach(Runnable::run);
            return flushes.stream().mapToInt(flush -> flush.commands().size()).sum() == 3;
        });
    }

    @Test
    void flushesAFullBatchBeforeItsTime() {
        GroupCommit<Integer, String> commit = pacedCommit(Duration.ofHours(1), MAX_BATCH + 1);
        IntStream.rangeClosed(1, 5).forEach(command -> submit(commit, command));
        assertThat(flushes).extracting(Flush::commands).containsExactly(List.of(1), List.of(2, 3, 4, 5));
    }

    @Test
    void flushesALargeBatchBeforeItsTime() {
        GroupCommit<Integer, String> commit = pacedCommit(Duration.ofHours(1), 2);
        IntStream.rangeClosed(1, 3).forEach(command -> submit(commit, command));
        assertThat(flushes).extracting(Flush::commands).containsExactly(List.of(1), List.of(2, 3));
    }

    @Test
    void setsOneAlarmHoweverManyCommandsCome() {
        GroupCommit<Integer, String> commit = pacedCommit(Duration.ofHours(1));
        IntStream.rangeClosed(1, 4).forEach(command -> submit(commit, command));
        assertThat(alarms).hasSize(1);
    }

    @Test
    void collectsABatchWhileAllSlotsAreTaken() {
        GroupCommit<Integer, String> commit = commit(2);
        IntStream.rangeClosed(1, 5).forEach(command -> submit(commit, command));
        assertThat(flushes).extracting(Flush::commands).containsExactly(List.of(1), List.of(2));
        flushes.getFirst().succeed();
        assertThat(flushes).extracting(Flush::commands).containsExactly(List.of(1), List.of(2), List.of(3, 4, 5));
    }

    @Test
    void flushesNoMoreThanTheLargestBatch() {
        GroupCommit<Integer, String> commit = commit(1);
        IntStream.rangeClosed(0, MAX_WAITING).forEach(command -> submit(commit, command));
        flushes.getFirst().succeed();
        assertThat(flushes.getLast().commands()).hasSize(MAX_BATCH);
    }

    @Test
    void givesEveryCommandItsOwnResult() {
        GroupCommit<Integer, String> commit = commit(1);
        submit(commit, 1);
        UniAssertSubscriber<String> second = submit(commit, 2);
        UniAssertSubscriber<String> third = submit(commit, 3);
        flushes.getFirst().succeed();
        flushes.getLast().succeed();
        second.assertItem("done 2");
        third.assertItem("done 3");
    }

    @Test
    void failsEveryCommandOfAFailedFlushAndGoesOn() {
        GroupCommit<Integer, String> commit = commit(1);
        UniAssertSubscriber<String> first = submit(commit, 1);
        UniAssertSubscriber<String> second = submit(commit, 2);
        flushes.getFirst().emitter().fail(new IllegalStateException("no database"));
        first.assertFailedWith(IllegalStateException.class, "no database");
        flushes.getLast().succeed();
        second.assertItem("done 2");
    }

    @Test
    void failsAFlushThatAnswersTooFewResults() {
        UniAssertSubscriber<String> answer = submit(commit(1), 1);
        flushes.getFirst().emitter().complete(List.of());
        answer.assertFailedWith(IllegalStateException.class, "one result for each");
    }

    @Test
    void refusesWhenTooManyWait() {
        GroupCommit<Integer, String> commit = commit(1);
        IntStream.rangeClosed(0, MAX_WAITING).forEach(command -> submit(commit, command));
        submit(commit, 99).assertFailedWith(HttpProblem.class, "Service Unavailable");
        assertThat(flushes).hasSize(1);
    }

    @Test
    void survivesAFlushThatThrows() {
        GroupCommit<Integer, String> commit = new GroupCommit.Factory(
                        new SimpleMeterRegistry(), (_, call) -> alarms.add(call))
                .create("test", MAX_BATCH, 1, MAX_WAITING, commands -> {
                    throw new IllegalArgumentException("bug");
                });
        assertThatThrownBy(() -> commit.submit(1).await().indefinitely()).hasMessage("bug");
        assertThatThrownBy(() -> commit.submit(2).await().indefinitely()).hasMessage("bug");
    }
}
