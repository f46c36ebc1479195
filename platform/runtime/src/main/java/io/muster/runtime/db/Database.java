package io.muster.runtime.db;

import io.muster.runtime.thread.CallerContext;
import io.muster.runtime.thread.FreshContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Transactions on the service's own database. May be called from any thread, any number of times at once: every call has
 * its own session, its own connection, and its own Vert.x context, and answers on the context of its caller.
 *
 * <p>The work runs on an event loop: it must not block, and must use the session only on the thread it was called on
 * (no {@code emitOn}, no waiting for anything but this session).
 */
@ApplicationScoped
public class Database {

    private final Mutiny.SessionFactory factory;
    private final Vertx vertx;

    public Database(Mutiny.SessionFactory factory, Vertx vertx) {
        this.factory = factory;
        this.vertx = vertx;
    }

    /** Runs the work in one transaction: committed when its {@code Uni} completes, rolled back when it fails. */
    public <T> Uni<T> inTransaction(Function<Mutiny.StatelessSession, Uni<T>> work) {
        return onFreshContext(() -> factory.withStatelessTransaction(work));
    }

    /** Runs the work without a transaction, for reads: each statement sees its own snapshot. */
    public <T> Uni<T> read(Function<Mutiny.StatelessSession, Uni<T>> work) {
        return onFreshContext(() -> factory.withStatelessSession(work));
    }

    /**
     * Runs work of one statement, which commits by itself: without the round trips that begin and commit a transaction.
     * Work of several statements that belong together does not go here.
     */
    public <T> Uni<T> inOneStatement(Function<Mutiny.StatelessSession, Uni<T>> work) {
        return onFreshContext(() -> factory.withStatelessSession(work));
    }

    private <T> Uni<T> onFreshContext(Supplier<Uni<? extends T>> work) {
        return Uni.createFrom().emitter(emitter -> {
            CallerContext caller = CallerContext.capture();
            FreshContext.run(
                    vertx,
                    () -> Uni.createFrom()
                            .deferred(work)
                            .subscribe()
                            .with(
                                    result -> caller.run(() -> emitter.complete(result)),
                                    failure -> caller.run(() -> emitter.fail(failure))));
        });
    }
}
