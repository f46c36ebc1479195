package io.muster.runtime.db;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Transactions on the service's own database. */
@ApplicationScoped
public class Database {

    private final Mutiny.SessionFactory factory;

    public Database(Mutiny.SessionFactory factory) {
        this.factory = factory;
    }

    /** Runs the work in one transaction. */
    public <T> Uni<T> inTransaction(Function<Mutiny.StatelessSession, Uni<T>> work) {
        return factory.withStatelessTransaction(work);
    }

    /** Runs the work without a transaction; for reads. */
    public <T> Uni<T> read(Function<Mutiny.StatelessSession, Uni<T>> work) {
        return factory.withStatelessSession(work);
    }
}
