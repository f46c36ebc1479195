package io.muster.runtime.thread;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;

/**
 * New duplicated contexts for work that must not share its caller's. Hibernate Reactive keeps the open session in the
 * context; two pieces of work on one context would share, and destroy, each other's session.
 */
public final class FreshContext {

    private FreshContext() {}

    /**
     * Runs the task on a new duplicated context, marked safe for Hibernate Reactive: on the caller's event loop without
     * a hop when there is one, else on the next event loop.
     */
    public static void run(Vertx vertx, Runnable task) {
        ContextInternal fresh = parent(vertx).duplicate();
        VertxContextSafetyToggle.setContextSafe(fresh, true);
        fresh.emit(task, Runnable::run);
    }

    private static ContextInternal parent(Vertx vertx) {
        ContextInternal current = ContextInternal.current();
        return current != null && current.isEventLoopContext()
                ? current.unwrap()
                : ((VertxInternal) vertx).createEventLoopContext();
    }
}
