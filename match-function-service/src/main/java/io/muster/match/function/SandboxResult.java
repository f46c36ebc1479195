package io.muster.match.function;

import java.util.List;

/**
 * What a run in the sandbox came to.
 *
 * @param answer JSON that the function answered, or null when it failed
 * @param failure why it failed, or null
 * @param logs what it logged until then
 */
record SandboxResult(String answer, FunctionFailure failure, List<String> logs) {

    SandboxResult {
        logs = List.copyOf(logs);
    }

    static SandboxResult answered(String answer, List<String> logs) {
        return new SandboxResult(answer, null, logs);
    }

    static SandboxResult failed(FunctionFailure.Kind kind, String message, List<String> logs) {
        return new SandboxResult(null, new FunctionFailure(kind, message), logs);
    }
}
