package io.muster.ticket.intake;

import io.muster.runtime.problem.Violation;
import java.util.List;
import java.util.Map;

/** Reads the body of a create request, once parsed, and says everything that is wrong with it. */
public final class TicketRequestReader {

    private TicketRequestReader() {}

    /** Either a request, or what is wrong with the body. */
    public sealed interface Result {

        /** The body is valid. */
        record Valid(TicketRequest request) implements Result {}

        /** The body is not; never empty. */
        record Invalid(List<Violation> violations) implements Result {}
    }

    /**
     * Reads and checks a body.
     *
     * @param body the parsed JSON document, whatever it is
     */
    public static Result read(Object body) {
        if (!(body instanceof Map<?, ?> members)) {
            return new Result.Invalid(List.of(new Violation("", "wrong-type", "the body must be a JSON object")));
        }
        Violations violations = new Violations();
        TicketRequest request = new PlainForm(violations).read(members);
        return violations.isEmpty() ? new Result.Valid(request) : new Result.Invalid(violations.list());
    }
}
