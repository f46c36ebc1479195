package io.muster.match.function;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.graalvm.polyglot.Context;

/**
 * Watches one run from beside it and cancels it at its limit of time or memory. The interpreter notices that at the next
 * statement, loop or call; a built-in operation on a very long array is finished first.
 */
final class SandboxGuard implements AutoCloseable {

    private static final long LOOK_MILLIS = 5;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Context context;
    private final FunctionLimits limits;
    private final long thread = Thread.currentThread().threadId();
    private final long startNanos = System.nanoTime();
    private final long startBytes = THREADS.getThreadAllocatedBytes(thread);
    private final AtomicReference<FunctionFailure.Kind> reached = new AtomicReference<>();
    private final Future<?> looking;

    /** Watches the calling thread from now on. */
    SandboxGuard(Context context, FunctionLimits limits, ScheduledExecutorService timer) {
        this.context = context;
        this.limits = limits;
        this.looking = timer.scheduleAtFixedRate(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The limit at which the run was cancelled, or null. */
    FunctionFailure.Kind reached() {
        return reached.get();
    }

    private void look() {
        if (System.nanoTime() - startNanos > limits.time().toNanos()) {
            cancel(FunctionFailure.Kind.TIME);
        } else if (THREADS.getThreadAllocatedBytes(thread) - startBytes > limits.memoryBytes()) {
            cancel(FunctionFailure.Kind.MEMORY);
        }
    }

    /** On a thread of its own, because it waits until the run has stopped, and other runs are to be watched. */
    private void cancel(FunctionFailure.Kind limit) {
        if (reached.compareAndSet(null, limit)) {
            looking.cancel(false);
            Thread.ofVirtual().name("function-stop").start(() -> context.close(true));
        }
    }

    @Override
    public void close() {
        looking.cancel(false);
    }
}
