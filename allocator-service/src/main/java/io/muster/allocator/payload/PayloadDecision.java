package io.muster.allocator.payload;

import java.util.List;

/** What a command leads to: changes, in order, and the answer to who asked. Refused commands change nothing. */
public record PayloadDecision(List<PayloadChange> changes, Reply reply) {

    /** The answer to a command. */
    public sealed interface Reply {}

    /** Done, or already so. */
    public record Accepted() implements Reply {}

    /**
     * Not in this state.
     *
     * @param code stable, for programs
     */
    public record Refused(String code, String message) implements Reply {}

    static PayloadDecision changed(PayloadChange... changes) {
        return new PayloadDecision(List.of(changes), new Accepted());
    }

    static PayloadDecision unchanged() {
        return new PayloadDecision(List.of(), new Accepted());
    }

    static PayloadDecision refused(String code, String message) {
        return new PayloadDecision(List.of(), new Refused(code, message));
    }

    public boolean accepted() {
        return reply instanceof Accepted;
    }

    /** How it was removed, or null when it lives on. */
    public PayloadChange.Removed removal() {
        return !changes.isEmpty() && changes.getLast() instanceof PayloadChange.Removed removed ? removed : null;
    }
}
