package io.muster.match.function;

import io.muster.match.function.FunctionFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.ResourceLimits;
import org.graalvm.polyglot.SandboxPolicy;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/**
 * Runs JavaScript that nobody has read: no host objects, no files, no network, no threads, no clock, and every run in a
 * context of its own that is thrown away. Text goes in, text comes out. Any thread; a run takes the calling one.
 */
final class JavaScriptSandbox implements AutoCloseable {

    private static final String LANGUAGE = "js";
    private static final Source PRELUDE = prelude();

    private final FunctionLimits limits;
    private final Engine engine;
    private final AtomicBoolean cold = new AtomicBoolean(true);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("function-guard").daemon().factory());

    JavaScriptSandbox(FunctionLimits limits) {
        this.limits = limits;
        LineBuffer nowhere = new LineBuffer(0);
        this.engine = Engine.newBuilder(LANGUAGE)
                .sandbox(SandboxPolicy.CONSTRAINED)
                .in(InputStream.nullInputStream())
                .out(nowhere)
                .err(nowhere)
                .option("engine.WarnInterpreterOnly", "false")
                .build();
    }

    /**
     * Evaluates a source and calls its function {@code match}.
     *
     * @param input JSON
     * @param seed of {@code Math.random}
     */
    SandboxResult run(String name, String source, String input, int seed) {
        return guarded(context ->
                evaluate(context, name, source, seed).invokeMember("run", input).asString());
    }

    /** Evaluates a source without calling its function; fails when it cannot be run, or defines none. */
    SandboxResult check(String name, String source) {
        return guarded(context ->
                evaluate(context, name, source, 0).invokeMember("check").asString());
    }

    private SandboxResult guarded(Function<Context, String> work) {
        warmUp();
        LineBuffer output = new LineBuffer(limits.logCharacters());
        Context context = context(output);
        try (SandboxGuard guard = new SandboxGuard(context, limits, timer)) {
            return run(() -> work.apply(context), guard, output);
        } finally {
            context.close(true);
        }
    }

    /** The first run loads the interpreter, which takes seconds on a slow machine: no function is to pay for that. */
    private void warmUp() {
        if (cold.compareAndSet(true, false)) {
            try (Context context = context(new LineBuffer(0))) {
                evaluate(context, "warm-up", "function match() { return []; }", 0)
                        .invokeMember("run", "{}");
            }
        }
    }

    private SandboxResult run(Supplier<String> evaluation, SandboxGuard guard, LineBuffer output) {
        try {
            String answer = evaluation.get();
            return answer.length() > limits.outputCharacters()
                    ? SandboxResult.failed(Kind.OUTPUT, message(Kind.OUTPUT), output.lines())
                    : SandboxResult.answered(answer, output.lines());
        } catch (PolyglotException stopped) {
            return failed(stopped, guard, output);
        }
    }

    private static Value evaluate(Context context, String name, String source, int seed) {
        Value host = context.eval(PRELUDE);
        host.invokeMember("begin", seed);
        context.eval(Source.newBuilder(LANGUAGE, source, name + ".js").buildLiteral());
        return host;
    }

    private SandboxResult failed(PolyglotException stopped, SandboxGuard guard, LineBuffer output) {
        if (guard.reached() != null) {
            return SandboxResult.failed(guard.reached(), message(guard.reached()), output.lines());
        }
        return stopped.isResourceExhausted()
                ? SandboxResult.failed(exhausted(stopped), message(exhausted(stopped)), output.lines())
                : SandboxResult.failed(Kind.ERROR, described(stopped), output.lines());
    }

    /** Besides statements only memory can run out: a stack that is too deep, or the heap. */
    private static Kind exhausted(PolyglotException stopped) {
        return stopped.isCancelled() ? Kind.STATEMENTS : Kind.MEMORY;
    }

    private static String described(PolyglotException thrown) {
        var at = thrown.getSourceLocation();
        return at == null || !at.isAvailable()
                ? thrown.getMessage()
                : thrown.getMessage() + " (line " + at.getStartLine() + ", column " + at.getStartColumn() + ')';
    }

    private String message(Kind kind) {
        return switch (kind) {
            case STATEMENTS -> "stopped after " + limits.statements() + " statements";
            case TIME -> "stopped after " + limits.time().toMillis() + " ms";
            case MEMORY -> "stopped after it had allocated " + limits.memoryBytes() + " bytes";
            case OUTPUT -> "answered more than " + limits.outputCharacters() + " characters";
            case ERROR, ANSWER, MISSING, OVERLOAD -> throw new IllegalArgumentException(kind + " is no limit");
        };
    }

    private Context context(LineBuffer output) {
        return Context.newBuilder(LANGUAGE)
                .engine(engine)
                .sandbox(SandboxPolicy.CONSTRAINED)
                .in(InputStream.nullInputStream())
                .out(output)
                .err(new LineBuffer(0))
                .resourceLimits(ResourceLimits.newBuilder()
                        .statementLimit(limits.statements(), null)
                        .build())
                .build();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        engine.close(true);
    }

    private static Source prelude() {
        try (InputStream script = JavaScriptSandbox.class.getResourceAsStream("prelude.js")) {
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            return Source.newBuilder(LANGUAGE, text, "prelude.js").buildLiteral();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
