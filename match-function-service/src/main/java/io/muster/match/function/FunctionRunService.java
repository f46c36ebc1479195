package io.muster.match.function;

import io.muster.contracts.Pool;
import io.muster.match.function.FunctionFailure.Kind;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** Runs custom functions on a few threads of their own, so that none holds up a pool. Any thread. */
@ApplicationScoped
public class FunctionRunService implements FunctionRuns, FunctionTrials {

    private static final Logger LOG = Logger.getLogger(FunctionRunService.class);

    /** A run that is past its time is given up after this, although its thread may not have noticed yet. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final FunctionDirectory directory;
    private final FunctionReportService reports;
    private final FunctionSettings settings;
    private final JavaScriptSandbox sandbox;
    private final FunctionRunner runner;
    private final ThreadPoolExecutor threads;

    public FunctionRunService(FunctionDirectory directory, FunctionReportService reports, FunctionSettings settings) {
        this.directory = directory;
        this.reports = reports;
        this.settings = settings;
        this.sandbox = new JavaScriptSandbox(settings.limits().toLimits());
        this.runner = new FunctionRunner(sandbox);
        this.threads = new ThreadPoolExecutor(
                settings.threads(),
                settings.threads(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(settings.maxWaiting()),
                Thread.ofPlatform().name("function-", 0).daemon().factory());
    }

    @Override
    public long periodMillis() {
        return settings.period().toMillis();
    }

    @Override
    public int maxTickets() {
        return settings.maxTickets();
    }

    @Override
    public void start(FunctionCall call, Consumer<FunctionAnswer> done) {
        try {
            threads.execute(() -> runInTime(call, done));
        } catch (RejectedExecutionException e) {
            done.accept(failed(0, Kind.OVERLOAD, "too many functions wait for their turn on this instance"));
        }
    }

    private void runInTime(FunctionCall call, Consumer<FunctionAnswer> done) {
        Duration patience = settings.limits().time().plus(GRACE);
        CompletableFuture<FunctionAnswer> answer = new CompletableFuture<FunctionAnswer>()
                .completeOnTimeout(
                        failed(0, Kind.TIME, "did not stop within " + patience.toMillis() + " ms"),
                        patience.toMillis(),
                        TimeUnit.MILLISECONDS);
        var _ = answer.thenAccept(done);
        try {
            answer.complete(run(call));
        } catch (RuntimeException e) {
            LOG.errorf(e, "Function %s of %s could not be run", call.function(), call.queue());
            answer.complete(
                    failed(0, Kind.ERROR, "could not be run: " + e.getClass().getSimpleName()));
        }
    }

    @Override
    public FunctionAnswer tryOut(FunctionCall call, Optional<String> source, Consumer<List<String>> logs) {
        String namespace = call.queue().namespace();
        return source.map(text -> new PublishedFunction(namespace, call.function(), 0, text))
                .or(() -> directory.find(namespace, call.function()))
                .map(function -> runner.run(function, call, logs))
                .orElseGet(() -> missing(call));
    }

    private FunctionAnswer run(FunctionCall call) {
        Optional<PublishedFunction> function = directory.find(call.queue().namespace(), call.function());
        if (function.isEmpty()) {
            return missing(call);
        }
        long version = function.get().version();
        long start = System.nanoTime();
        FunctionAnswer answer = runner.run(function.get(), call, lines -> reports.logged(call, version, lines));
        reports.ran(answer, Duration.ofNanos(System.nanoTime() - start));
        return answer;
    }

    private static FunctionAnswer missing(FunctionCall call) {
        return failed(0, Kind.MISSING, "there is no function '" + call.function() + "'");
    }

    /** Why a source cannot be a function, or empty when it can; runs on the calling thread. */
    Optional<FunctionFailure> check(String name, String source) {
        return Optional.ofNullable(sandbox.check(name, source).failure());
    }

    @Override
    public void active(FunctionCall call, long version) {
        reports.active(call, version);
    }

    @Override
    public void fellBack(FunctionCall call, FunctionAnswer.Failed failed, long retryAt) {
        reports.fellBack(call, failed, retryAt);
    }

    @Override
    public void refused(FunctionCall call, long version, String reason) {
        reports.refused(call, version, reason);
    }

    @Override
    public void forget(Predicate<Pool> queues) {
        reports.forget(queues);
    }

    private static FunctionAnswer failed(long version, Kind kind, String message) {
        return new FunctionAnswer.Failed(version, new FunctionFailure(kind, message));
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
        sandbox.close();
    }
}
