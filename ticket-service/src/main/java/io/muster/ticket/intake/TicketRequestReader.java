package io.muster.ticket.intake;

import io.muster.runtime.problem.Violation;
import java.util.List;
import java.util.Map;

/** Reads the body of a create request, once parsed, and says everything that is wrong with it. Any thread. */
public final class TicketRequestReader {

    private final JsonText json;

    /**
     * A reader.
     *
     * @param json reads the JSON that is inside of the JSON
     */
    public TicketRequestReader(JsonText json) {
        this.json = json;
    }

    /** Makes maps, lists and plain values of JSON text. */
    @FunctionalInterface
    public interface JsonText {

        /**
         * The value.
         *
         * @return never null
         * @throws IllegalArgumentException when the text is not JSON
         */
        Object parse(byte[] utf8);
    }

    /** Either a request, or what is wrong with the body. */
    public sealed interface Result {

        /** The body is valid. */
        record Valid(TicketRequest request) implements Result {}

        /** The body is not; never empty. */
        record Invalid(List<Violation> violations) implements Result {}
    }

    /**
     * Reads and checks a body in either form; it is the older one when it has {@code properties}.
     *
     * @param body the parsed JSON document, whatever it is
     */
    public Result read(Object body) {
        if (!(body instanceof Map<?, ?> members)) {
            return new Result.Invalid(List.of(new Violation("body", "wrong-type", "must be a JSON object")));
        }
        Violations violations = new Violations();
        TicketRequest request = read(new Members(members), violations);
        return violations.isEmpty() ? new Result.Valid(request) : new Result.Invalid(violations.list());
    }

    private TicketRequest read(Members body, Violations violations) {
        PlainValues values = new PlainValues(violations);
        QosForm measurements = new QosForm(violations, values);
        PlayersForm players = new PlayersForm(violations, values, measurements);
        PlainForm plain = new PlainForm(violations, values, players);
        return body.get("properties") instanceof Map<?, ?> properties
                ? new PropertiesForm(violations, values, plain, players, measurements, json).read(body, properties)
                : plain.read(body);
    }
}
