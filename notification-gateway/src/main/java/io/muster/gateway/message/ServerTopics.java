package io.muster.gateway.message;

import java.util.Set;

/** Names of the published messages, exactly as game servers compare them. */
public final class ServerTopics {

    public static final String CONNECTED = "DSHUB_CONNECTED";
    static final String CLAIMED = "serverClaimed";
    static final String MEMBER_CHANGED = "SESSION_MEMBER_CHANGED";
    static final String SESSION_ENDED = "SESSION_ENDED_NOTIF";
    static final String SECRET = "SESSION_SERVER_SECRET";
    static final String PROPOSAL = "BACKFILL_PROPOSAL";
    static final String TICKET_EXPIRE = "BACKFILL_TICKET_EXPIRE";

    private static final Set<String> ALL =
            Set.of(CONNECTED, CLAIMED, MEMBER_CHANGED, SESSION_ENDED, SECRET, PROPOSAL, TICKET_EXPIRE);

    private ServerTopics() {}

    /** Whether the platform itself sends messages of this name. */
    public static boolean isPublished(String topic) {
        return ALL.contains(topic);
    }
}
