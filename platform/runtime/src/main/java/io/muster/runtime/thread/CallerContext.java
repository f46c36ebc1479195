package io.muster.runtime.thread;

import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.impl.ContextInternal;

/**
 * The Vert.x context a call came from, so that the answer can be given on it. Request scope, trace and open sessions hang
 * on that context; answering anywhere else loses them.
 */
public final class CallerContext {

    private static final CallerContext NONE = new CallerContext(null);

    private final ContextInternal context;

    private CallerContext(ContextInternal context) {
        this.context = context;
    }

    /** The context of the calling thread; one that runs tasks where they are when the thread has none. */
    public static CallerContext capture() {
        ContextInternal current = ContextInternal.current();
        return current == null ? NONE : new CallerContext(current);
    }

    /** Runs the task on the context: at once when this is already its thread. */
    public void run(Runnable task) {
        if (context == null) {
            task.run();
        } else {
            context.emit(task, Runnable::run);
        }
    }

    /** The thread of the context, or null when there is none; answers for the same thread can be handed over together. */
    public EventExecutor thread() {
        return context == null ? null : context.nettyEventLoop();
    }
}
