package io.muster.match.function;

import io.muster.match.engine.TicketData;
import java.util.List;
import java.util.Map;

/** What a call of a function came to. */
public sealed interface FunctionAnswer {

    /** Version of the function that ran; 0 when there is none. */
    long version();

    /**
     * It answered.
     *
     * @param tickets what it was given, by id
     */
    record Proposed(long version, Map<String, TicketData> tickets, List<FunctionProposal> proposals)
            implements FunctionAnswer {}

    /** It did not. */
    record Failed(long version, FunctionFailure failure) implements FunctionAnswer {}
}
