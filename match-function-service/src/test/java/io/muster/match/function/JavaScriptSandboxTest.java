package io.muster.match.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.match.function.FunctionFailure.Kind;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaScriptSandboxTest {

    private static final FunctionLimits LIMITS =
            new FunctionLimits(2_000_000, Duration.ofSeconds(20), 256 << 20, 10_000, 4_000);
    private static final JavaScriptSandbox SANDBOX = new JavaScriptSandbox(LIMITS);

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    private static SandboxResult run(String source) {
        return SANDBOX.run("try", source, "{\"tickets\": [{\"id\": \"t1\"}]}", 7);
    }

    private static SandboxResult answer(String expression) {
        return run("function match(input) { return " + expression + "; }");
    }

    @Test
    void answersWhatTheFunctionAnswers() {
        assertThat(answer("[{ticketIds: input.tickets.map(t => t.id)}]").answer())
                .isEqualTo("[{\"ticketIds\":[\"t1\"]}]");
    }

    @Test
    void saysWhereTheFunctionThrew() {
        FunctionFailure failure =
                run("function match(input) {\n  return input.nothing.id;\n}").failure();

        assertThat(failure.kind()).isEqualTo(Kind.ERROR);
        assertThat(failure.message()).contains("line 2");
    }

    @Test
    void saysWhereTheSourceIsWrong() {
        assertThat(run("function match( {").failure().message()).contains("line 1");
    }

    @Test
    void asksForTheFunction() {
        assertThat(run("const other = 1;").failure().message()).contains("'match'");
    }

    @Test
    void stopsAnEndlessLoop() {
        assertThat(run("function match() { for (;;) {} }").failure().kind()).isEqualTo(Kind.STATEMENTS);
    }

    @Test
    void stopsAnEndlessLoopOutsideOfTheFunction() {
        assertThat(run("for (;;) {}").failure().kind()).isEqualTo(Kind.STATEMENTS);
    }

    @Test
    void stopsARunThatTakesTooLong() {
        FunctionLimits hasty = new FunctionLimits(Long.MAX_VALUE, Duration.ofMillis(300), 1L << 40, 10_000, 4_000);
        try (JavaScriptSandbox sandbox = new JavaScriptSandbox(hasty)) {
            SandboxResult result = sandbox.run("try", "function match() { for (;;) {} }", "{}", 7);

            assertThat(result.failure()).isEqualTo(new FunctionFailure(Kind.TIME, "stopped after 300 ms"));
        }
    }

    @Test
    void stopsARunThatAllocatesTooMuch() {
        FunctionLimits small = new FunctionLimits(Long.MAX_VALUE, Duration.ofMinutes(1), 64 << 20, 10_000, 4_000);
        try (JavaScriptSandbox sandbox = new JavaScriptSandbox(small)) {
            String hoard = "function match() { const kept = []; for (;;) { kept.push([1, 2, 3, 4, 5, 6, 7, 8]); } }";

            assertThat(sandbox.run("try", hoard, "{}", 7).failure().kind()).isEqualTo(Kind.MEMORY);
        }
    }

    @Test
    void refusesAnswerThatIsTooLong() {
        assertThat(answer("'x'.repeat(20000)").failure().kind()).isEqualTo(Kind.OUTPUT);
    }

    @Test
    void survivesEndlessRecursion() {
        assertThat(run("function match() { return match(); }").failure()).isNotNull();
        assertThat(answer("1").answer()).isEqualTo("1");
    }

    @Test
    void drawsTheSameNumbersFromTheSameSeed() {
        String draw = "function match() { return [Math.random(), Math.random()]; }";

        String first = SANDBOX.run("try", draw, "{}", 7).answer();

        assertThat(SANDBOX.run("try", draw, "{}", 7).answer()).isEqualTo(first);
        assertThat(SANDBOX.run("try", draw, "{}", 8).answer()).isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Date",
                "Intl",
                "Java",
                "Polyglot",
                "Graal",
                "load",
                "print",
                "setTimeout",
                "process",
                "require",
                "WeakRef",
                "performance",
                "SharedArrayBuffer"
            })
    void hidesWhatReachesOutOrTellsTheTime(String name) {
        assertThat(answer("typeof " + name).answer()).isEqualTo("\"undefined\"");
    }

    @Test
    void hidesTheClockFromCodeMadeAtRunTime() {
        assertThat(answer("new Function('return Date.now()')()").failure().message())
                .contains("Date");
    }

    @Test
    void forgetsEverythingBetweenRuns() {
        run("globalThis.kept = 1; Array.prototype.map = null; function match() { return []; }");

        assertThat(answer("[typeof globalThis.kept, typeof [].map]").answer())
                .isEqualTo("[\"undefined\",\"function\"]");
    }

    @Test
    void keepsWhatWasLoggedBeforeTheEnd() {
        SandboxResult stopped = run("function match() { console.warn('about', {to: 1}); for (;;) {} }");

        assertThat(stopped.logs()).containsExactly("{\"severity\":\"WARN\",\"body\":\"about {\\\"to\\\":1}\"}");
    }

    @Test
    void keepsNoMoreLogsThanTheLimit() {
        SandboxResult chatty =
                run("function match() { for (let i = 0; i < 1000; i++) console.log('line ' + i); return 1; }");

        assertThat(chatty.answer()).isEqualTo("1");
        assertThat(String.join("\n", chatty.logs())).hasSizeLessThan(LIMITS.logCharacters());
        assertThat(chatty.logs().getFirst()).contains("line 0");
    }
}
