package io.muster.match.pool;

import io.muster.contracts.Pool;
import io.muster.match.engine.MatchEngine;
import io.muster.match.engine.RuleSet;
import io.muster.match.function.FunctionMatcher;
import io.muster.match.function.FunctionName;
import io.muster.match.function.FunctionRuns;
import io.muster.match.function.Matcher;
import io.muster.match.function.RuleMatcher;
import io.muster.match.rules.MatchConfig;
import java.util.function.Consumer;

/** Makes the matcher of a pool: what its config asks for. */
@FunctionalInterface
interface Matchers {

    /** For queues without custom functions. */
    Matchers BY_RULES = (setting, now) -> new RuleMatcher(MatchEngine.live(setting.rules(), now));

    /**
     * What is to be matched.
     *
     * @param number of the pool in the config
     * @param rules compiled form of the pool
     */
    record Setting(Pool queue, MatchConfig config, int number, RuleSet rules) {}

    Matcher create(Setting setting, long now);

    /**
     * By the function that the config names, or by its rules when that is a built-in one.
     *
     * @param wake is called, on some thread, when a queue is worth a run
     */
    static Matchers byFunction(FunctionRuns runs, Consumer<Pool> wake) {
        return (setting, now) -> FunctionName.isBuiltIn(setting.config().function())
                ? BY_RULES.create(setting, now)
                : new FunctionMatcher(functionSetting(setting), runs, () -> wake.accept(setting.queue()));
    }

    private static FunctionMatcher.Setting functionSetting(Setting setting) {
        return new FunctionMatcher.Setting(
                setting.queue(),
                setting.config().pools().get(setting.number()),
                setting.config().function(),
                setting.rules(),
                ticket -> ((PoolTicket) ticket.attachment()).source.load().data());
    }
}
