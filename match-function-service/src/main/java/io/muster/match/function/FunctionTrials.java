package io.muster.match.function;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Tries functions without a pool. Nothing of it is kept. */
@FunctionalInterface
public interface FunctionTrials {

    /**
     * Runs a function on the calling thread, which must be one that may block.
     *
     * @param source a text that has not been uploaded; the live function of the call's name when empty
     * @param logs is given what it logged, as lines of JSON
     */
    FunctionAnswer tryOut(FunctionCall call, Optional<String> source, Consumer<List<String>> logs);
}
