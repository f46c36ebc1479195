package io.muster.backfill.seat;

import io.muster.contracts.session.Member;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the newest session event said.
 *
 * @param version version of that event; 0 before the first one
 * @param seated players who hold a seat, with the ticket they came with ("" for none)
 */
public record SessionView(Phase phase, long version, Map<String, String> seated) {

    /** Where the session is in its life, as far as this service was told. */
    public enum Phase {
        /** Nothing but its id is known. */
        UNKNOWN,
        /** Its match was claimed; the session event has not come yet. */
        EXPECTED,
        RUNNING,
        ENDED
    }

    /** Statuses that hold a seat, from the session's contract; every other one has given it back. */
    private static final Set<String> SEATED = Set.of("INVITED", "JOINED", "CONNECTED", "DISCONNECTED");

    static final SessionView UNKNOWN = new SessionView(Phase.UNKNOWN, 0, Map.of());

    public SessionView {
        seated = Map.copyOf(seated);
    }

    static SessionView running(long version, List<Member> members) {
        Map<String, String> seated = new LinkedHashMap<>();
        members.stream().filter(SessionView::holdsSeat).forEach(member -> seated.put(member.id(), ticketOf(member)));
        return new SessionView(Phase.RUNNING, version, seated);
    }

    SessionView in(Phase next, long nextVersion) {
        return new SessionView(next, nextVersion, seated);
    }

    static boolean holdsSeat(Member member) {
        return SEATED.contains(member.status());
    }

    static String ticketOf(Member member) {
        return member.ticketId() == null ? "" : member.ticketId();
    }
}
