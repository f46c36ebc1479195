package io.muster.session.store;

import io.muster.session.game.GameSession;

/**
 * A session with the revision of its row: how often the row has been written, starting at 1. A change carries the revision
 * it was decided by, and is refused when the row has another one by then.
 */
public record StoredSession(GameSession session, long revision) {

    private static final long FIRST = 1;

    /** A session that was just inserted. */
    public static StoredSession inserted(GameSession session) {
        return new StoredSession(session, FIRST);
    }

    /** The change of this session to another state. */
    public StoredSession changedTo(GameSession after) {
        return new StoredSession(after, revision);
    }

    /** What the row holds once this change is written. */
    public StoredSession written() {
        return new StoredSession(session, revision + 1);
    }

    public String id() {
        return session.id();
    }
}
