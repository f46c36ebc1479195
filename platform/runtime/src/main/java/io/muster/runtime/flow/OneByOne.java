package io.muster.runtime.flow;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;

/**
 * Asynchronous work on many items, one after the other. A loop that chains one {@code Uni} to the next needs a piece of the
 * stack for each: a batch of 500 events was enough to overflow it, and Mutiny then neither fails nor completes. This needs
 * as much for 100,000 items as for one.
 */
public final class OneByOne {

    private OneByOne() {}

    /**
     * Does the work on each item when that on the item before is done.
     *
     * @return completes after the last one; fails with the first failure, and the items after it are left alone
     */
    public static <T> Uni<Void> each(Iterable<T> items, Function<? super T, Uni<?>> work) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(item -> work.apply(item).replaceWithVoid())
                .onItem()
                .ignoreAsUni();
    }
}
