package io.muster.match.function;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What an operator can set for custom functions, prefix {@code muster.match.function}. */
@ConfigMapping(prefix = "muster.match.function")
public interface FunctionSettings {

    /** Shortest time between two runs for the same pool. */
    @WithDefault("1s")
    Duration period();

    /** Most tickets given to one run. */
    @WithDefault("2000")
    int maxTickets();

    /** Functions that run at one time on one instance. */
    @WithDefault("2")
    int threads();

    /** Pools whose function may wait for its turn; one more falls back to the rules. */
    @WithDefault("256")
    int maxWaiting();

    /** Custom functions of one namespace. */
    @WithDefault("100")
    int maxFunctions();

    /** Versions of a function that are kept, with the live one. */
    @WithDefault("20")
    int keepVersions();

    /** What one run may use. */
    Limits limits();

    /** What is kept of logs. */
    Logs logs();

    /** Limits of one run. */
    interface Limits {

        @WithDefault("20000000")
        long statements();

        @WithDefault("2s")
        Duration time();

        /** What its thread may allocate in all; pairing 2,000 tickets takes about 25 MB. */
        @WithDefault("128M")
        MemorySize memory();

        @WithDefault("1000000")
        int outputCharacters();

        @WithDefault("32000")
        int logCharacters();

        /** The limits as the sandbox takes them. */
        default FunctionLimits toLimits() {
            return new FunctionLimits(
                    statements(), time(), memory().asLongValue(), outputCharacters(), logCharacters());
        }
    }

    /** Logs of functions. */
    interface Logs {

        /** How long a line is kept. */
        @WithDefault("7d")
        Duration keep();

        /** Most lines kept of one function; the oldest go first. */
        @WithDefault("10000")
        int maxLines();

        /** Most lines that wait to be written; one more is dropped and counted. */
        @WithDefault("5000")
        int maxWaiting();

        /** How often lines are written. */
        @WithDefault("500ms")
        Duration writePeriod();

        /** How often old lines are deleted. */
        @WithDefault("60s")
        Duration purgePeriod();
    }
}
