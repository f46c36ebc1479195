package io.muster.match.function;

import io.muster.match.engine.TicketData;
import io.muster.match.function.FunctionAnswerJson.MalformedAnswerException;
import io.muster.match.function.FunctionFailure.Kind;
import io.muster.match.rules.TeamDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs one function on the calling thread: tickets in, proposals out. Any thread. */
final class FunctionRunner {

    private final JavaScriptSandbox sandbox;

    FunctionRunner(JavaScriptSandbox sandbox) {
        this.sandbox = sandbox;
    }

    /**
     * Runs a function.
     *
     * @param logs is given what the function logged, as JSON, also when it failed
     */
    FunctionAnswer run(PublishedFunction function, FunctionCall call, Consumer<List<String>> logs) {
        Map<String, TicketData> tickets = new LinkedHashMap<>();
        call.tickets().forEach(ticket -> {
            TicketData read = ticket.get();
            tickets.put(read.id(), read);
        });
        SandboxResult result = sandbox.run(
                function.name(), function.source(), FunctionCallJson.write(call, tickets.values()), call.seed());
        logs.accept(result.logs());
        return result.failure() != null
                ? new FunctionAnswer.Failed(function.version(), result.failure())
                : read(function, call, tickets, result.answer());
    }

    private static FunctionAnswer read(
            PublishedFunction function, FunctionCall call, Map<String, TicketData> tickets, String answer) {
        List<TeamDefinition> teams = call.definition().teams();
        String only = teams.size() == 1 ? teams.getFirst().name() : null;
        try {
            return new FunctionAnswer.Proposed(function.version(), tickets, new FunctionAnswerJson(only).read(answer));
        } catch (MalformedAnswerException e) {
            return new FunctionAnswer.Failed(function.version(), new FunctionFailure(Kind.ANSWER, e.getMessage()));
        }
    }
}
