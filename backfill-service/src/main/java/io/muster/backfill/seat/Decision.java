package io.muster.backfill.seat;

import java.util.List;

/** What a command brings about, in order, and what its sender is told. */
public record Decision(List<Change> changes, Reply reply) {

    public Decision {
        changes = List.copyOf(changes);
    }

    static Decision refuse(Reply reply) {
        return new Decision(List.of(), reply);
    }
}
