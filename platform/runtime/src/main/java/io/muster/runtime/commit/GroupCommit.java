package io.muster.runtime.commit;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;

/** Commits many commands in one transaction. */
public final class GroupCommit<C, R> {

    private final Function<List<C>, Uni<List<R>>> flush;

    GroupCommit(Function<List<C>, Uni<List<R>>> flush) {
        this.flush = flush;
    }

    public Uni<R> submit(C command) {
        return flush.apply(List.of(command)).map(List::getFirst);
    }

    /** Makes group commits. */
    @ApplicationScoped
    public static class Factory {

        public <C, R> GroupCommit<C, R> create(
                String name, int maxBatch, int maxInFlight, int maxWaiting, Function<List<C>, Uni<List<R>>> flush) {
            return new GroupCommit<>(flush);
        }
    }
}
