package io.muster.runtime.flow;

import io.smallrye.mutiny.Uni;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Asynchronous work that is done again while there is more to do. A method that chains itself to its own {@code Uni} needs
 * a piece of the stack for each round when the last one completes, see {@link OneByOne}; this does not.
 */
public final class Again {

    private Again() {}

    /**
     * Does the work, and again as long as there is more to do.
     *
     * @param more whether the result of a round, never null, says that there is more
     * @return completes after the last round; fails with the first failure
     */
    public static <T> Uni<Void> whilst(Predicate<T> more, Supplier<Uni<? extends T>> work) {
        return Uni.createFrom().<T>deferred(work).repeat().whilst(more).onItem().ignoreAsUni();
    }
}
