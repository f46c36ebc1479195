package io.muster.match.function;

import io.muster.contracts.Pool;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What a pool with a custom function needs of the service around it. Any thread. */
public interface FunctionRuns {

    /** Shortest time between two runs for the same pool, in milliseconds. */
    long periodMillis();

    /** Most tickets given to one run; the oldest ones. */
    int maxTickets();

    /** Runs a function; calls back once, on some thread, and soon after the limit of time at the latest. */
    void start(FunctionCall call, Consumer<FunctionAnswer> done);

    /** The function works again after it had failed, or works for the first time. */
    void active(FunctionCall call, long version);

    /** The function failed; the pool is matched by the rules until then, in Unix milliseconds. */
    void fellBack(FunctionCall call, FunctionAnswer.Failed failed, long retryAt);

    /** A proposal of the function is no match and was left out. */
    void refused(FunctionCall call, long version, String reason);

    /** Queues are no longer matched here, or start again with another config or function. */
    void forget(Predicate<Pool> queues);
}
