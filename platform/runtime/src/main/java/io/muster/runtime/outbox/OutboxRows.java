package io.muster.runtime.outbox;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/** The outbox as the relay loop sees it. Statements take effect in the order in which they are called. */
interface OutboxRows {

    /**
     * The first rows in the order of their ids, at most {@link #mostRows()}.
     *
     * @param above only rows with higher ids
     * @param excluded no row with one of these ids
     */
    Future<List<OutboxRow>> read(long above, Collection<Long> excluded);

    /** Which transactions have ended. */
    Future<ReadFloor.Horizon> horizon();

    /** Most rows of one read. */
    int mostRows();

    /** Deletes rows. The deletion may be lost in a crash, which only repeats events. */
    Future<Void> delete(List<Long> ids);
}
