package io.muster.match.function;

/**
 * Why a run came to no usable answer.
 *
 * @param message for the developer of the function; names the limit, or what the function threw
 */
public record FunctionFailure(Kind kind, String message) {

    /** What went wrong. */
    public enum Kind {
        /** The function threw something, or its source cannot be run. */
        ERROR,
        /** It executed too many statements. */
        STATEMENTS,
        /** It took too long. */
        TIME,
        /** It allocated too much. */
        MEMORY,
        /** It answered too much. */
        OUTPUT,
        /** Its answer is not what a match function answers. */
        ANSWER,
        /** There is no function of that name. */
        MISSING,
        /** Too many functions wait for their turn on this instance. */
        OVERLOAD
    }
}
