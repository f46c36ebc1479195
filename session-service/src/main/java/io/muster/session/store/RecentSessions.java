package io.muster.session.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sessions as this replica wrote them last, so that what happens to a session a moment later need not read it first.
 *
 * <p>They may be stale: another replica, a request or a timer may have changed the session since. {@link SessionStore#save}
 * refuses a change that was decided by a stale one.
 *
 * <p>Holds at most {@value #MOST} sessions, some kilobytes each, and forgets the oldest first; a session that is over is
 * not kept. May be used from any thread.
 */
public final class RecentSessions {

    static final int MOST = 4_096;

    private final Map<String, StoredSession> byId = new LinkedHashMap<>();

    /** Those of these sessions that are known; the others are missing. */
    public synchronized Map<String, StoredSession> find(Collection<String> ids) {
        Map<String, StoredSession> found = HashMap.newHashMap(ids.size());
        for (String id : ids) {
            StoredSession known = byId.get(id);
            if (known != null) {
                found.put(id, known);
            }
        }
        return found;
    }

    /** Remembers rows as they are after a committed write. Of two writes of one session the later one stays. */
    public synchronized void remember(Collection<StoredSession> rows) {
        for (StoredSession row : rows) {
            if (row.session().phase().over()) {
                byId.remove(row.id());
            } else {
                byId.merge(row.id(), row, (known, next) -> known.revision() > next.revision() ? known : next);
            }
        }
        Iterator<String> oldest = byId.keySet().iterator();
        for (int surplus = byId.size() - MOST; surplus > 0; surplus--) {
            oldest.next();
            oldest.remove();
        }
    }

    /** Forgets sessions that turned out to be stale. */
    public synchronized void forget(Collection<String> ids) {
        ids.forEach(byId::remove);
    }
}
