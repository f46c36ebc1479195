package io.muster.match.function;

import io.muster.contracts.Pool;
import io.muster.match.function.FunctionAnswer.Failed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Runs of a function that end when the test answers them; takes three tickets, and one run a second. */
final class HeldRuns implements FunctionRuns {

    final List<FunctionCall> calls = new ArrayList<>();
    final List<String> reports = new ArrayList<>();
    Consumer<FunctionAnswer> done;
    int wakes;

    private final long start;

    /** Reports times as milliseconds since the start. */
    HeldRuns(long start) {
        this.start = start;
    }

    @Override
    public long periodMillis() {
        return 1_000;
    }

    @Override
    public int maxTickets() {
        return 3;
    }

    @Override
    public void start(FunctionCall call, Consumer<FunctionAnswer> callback) {
        calls.add(call);
        done = callback;
    }

    @Override
    public void active(FunctionCall call, long version) {
        reports.add("active " + version);
    }

    @Override
    public void fellBack(FunctionCall call, Failed failed, long retryAt) {
        reports.add("fell back until " + (retryAt - start));
    }

    @Override
    public void refused(FunctionCall call, long version, String reason) {
        reports.add("refused: " + reason);
    }

    @Override
    public void forget(Predicate<Pool> queues) {
        reports.add("forgotten");
    }
}
