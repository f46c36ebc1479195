package io.muster.runtime.outbox;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/** The outbox as the relay loop sees it. Statements take effect in the order in which they are called. */
interface OutboxRows {

    /** The first rows in the order of their ids, without those that are excluded; at most {@link #mostRows()}. */
    Future<List<OutboxRow>> read(Collection<Long> excluded);

    /** Most rows of one read. */
    int mostRows();

    /** Deletes rows. The deletion may be lost in a crash, which only repeats events. */
    Future<Void> delete(List<Long> ids);
}
