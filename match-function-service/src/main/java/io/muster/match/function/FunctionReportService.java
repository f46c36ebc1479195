package io.muster.match.function;

import io.muster.contracts.Pool;
import io.muster.runtime.db.Database;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Tells developers and operators how their functions do: logs, states, metrics. Nothing of it can hold up a run or a pool.
 * Any thread.
 */
@ApplicationScoped
public class FunctionReportService {

    private static final Logger LOG = Logger.getLogger(FunctionReportService.class);

    /** A pool of a queue. */
    private record PoolName(Pool queue, String pool) {}

    private final Database database;
    private final StateStore states;
    private final LogBuffer logs;
    private final FunctionMetrics metrics;
    private final InstantSource clock;
    private final Map<PoolName, FunctionFailure> fallenBack = new ConcurrentHashMap<>();

    public FunctionReportService(
            Database database, StateStore states, LogBuffer logs, FunctionMetrics metrics, InstantSource clock) {
        this.database = database;
        this.states = states;
        this.logs = logs;
        this.metrics = metrics;
        this.clock = clock;
    }

    @PostConstruct
    void watch() {
        metrics.watch(fallenBack.keySet());
    }

    /** Pools of this instance that are matched by the rules because their function failed. */
    int fallenBack() {
        return fallenBack.size();
    }

    /** Queues are no longer matched here, or start again with another config or function. */
    void forget(Predicate<Pool> queues) {
        fallenBack.keySet().removeIf(name -> queues.test(name.queue()));
    }

    void ran(FunctionAnswer answer, Duration time) {
        metrics.ran(time);
        if (answer instanceof FunctionAnswer.Failed failed) {
            metrics.failed(failed.failure().kind());
        }
    }

    /** Keeps what a function logged: lines of JSON that the prelude wrote. */
    void logged(FunctionCall call, long version, List<String> lines) {
        FunctionLogJson.read(lines).forEach(logged -> log(call, version, logged.severity(), logged.body()));
    }

    void active(FunctionCall call, long version) {
        fallenBack.remove(new PoolName(call.queue(), call.pool()));
        log(call, version, Severity.INFO, "matches the pool in version " + version);
        save(state(call, version, true, null, null));
    }

    void fellBack(FunctionCall call, FunctionAnswer.Failed failed, long retryAt) {
        FunctionFailure failure = failed.failure();
        fallenBack.put(new PoolName(call.queue(), call.pool()), failure);
        LOG.warnf(
                "Function %s failed for pool %s of %s (%s: %s); the rules match it until %s",
                call.function(),
                call.pool(),
                call.queue(),
                failure.kind(),
                failure.message(),
                Instant.ofEpochMilli(retryAt));
        log(
                call,
                failed.version(),
                Severity.ERROR,
                failure.message() + "; the rules of the config match the pool until " + Instant.ofEpochMilli(retryAt));
        save(state(call, failed.version(), false, failure, Instant.ofEpochMilli(retryAt)));
    }

    void refused(FunctionCall call, long version, String reason) {
        metrics.refused();
        log(call, version, Severity.WARN, "a proposal was left out: " + reason);
    }

    private void log(FunctionCall call, long version, Severity severity, String body) {
        LogLine line = new LogLine(
                call.queue().namespace(),
                call.function(),
                now(),
                severity,
                body,
                version,
                call.queue().queue(),
                call.pool());
        if (!logs.add(line)) {
            metrics.dropped();
        }
    }

    private FunctionState state(
            FunctionCall call, long version, boolean active, FunctionFailure failure, Instant retryAt) {
        return new FunctionState(
                call.queue().namespace(),
                call.function(),
                call.queue().queue(),
                call.pool(),
                version,
                active,
                now(),
                failure,
                retryAt);
    }

    private void save(FunctionState state) {
        database.inTransaction(session -> states.save(session, state))
                .subscribe()
                .with(
                        saved -> {},
                        failure -> LOG.warnf(failure, "State of function %s was not stored", state.function()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
