package io.muster.contracts;

/** An event that belongs to a pool and is therefore partitioned by pool instead of by key. */
public interface PooledEvent extends Event {

    /** Name of the queue, which is also the id of the match config that serves it. */
    String queue();

    /** The pool the event belongs to. */
    default Pool pool() {
        return new Pool(namespace(), queue());
    }
}
