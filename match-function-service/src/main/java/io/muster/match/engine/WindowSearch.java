package io.muster.match.engine;

/**
 * Searches candidates in windows as wide as the leading rule allows. Within a window that rule cannot fail, which leaves small
 * trees, and most windows turn out too empty before any tree is searched. Every match lies in one of the windows; those that
 * are part of another are left out.
 *
 * <p>Reused; belongs to one engine.
 */
final class WindowSearch {

    private final GroupSearch search;
    private final int most;
    private final Windows windows = new Windows();
    private final Candidates window = new Candidates();
    private boolean gaveUp;

    /**
     * Searches with this.
     *
     * @param most windows that are searched one by one before it gives up
     */
    WindowSearch(GroupSearch search, int most) {
        this.search = search;
        this.most = most;
    }

    /**
     * False when sizes of parties alone tell that no window within the distance holds a match with the ticket: so for most
     * arrivals, which then need no candidates at all.
     *
     * @param cursor started at the ticket
     * @param limit with more tickets than that to one side a match is likely, and counting them is not worth while
     */
    boolean mayFind(WaitingTicket ticket, SkillIndex.Cursor cursor, double distance, int limit) {
        windows.around(ticket, distance);
        if (!cursor.offer(windows, distance, limit)) {
            return true;
        }
        boolean possible = search.mayFill(windows.all());
        while (possible && windows.next()) {
            if (search.mayFill(windows.inside())) {
                return true;
            }
        }
        return false;
    }

    /** As {@link GroupSearch#search}, for candidates that come nearest first. */
    boolean find(
            Candidates candidates, int required, double distance, double ageBound, int region, long now, int steps) {
        gaveUp = false;
        int searched = 0;
        readEnds(candidates, required, distance);
        while (windows.next()) {
            if (!search.mayFill(windows.inside())) {
                continue;
            }
            window.keepWithin(candidates, windows.from(), windows.to());
            if (search.search(window, required, ageBound, region, now, steps)) {
                return true;
            }
            gaveUp |= search.gaveUp();
            if (search.looked() && ++searched == most) {
                gaveUp = true;
                return false;
            }
        }
        return false;
    }

    /** Nothing was found, but not everything was looked at. */
    boolean gaveUp() {
        return gaveUp;
    }

    /** Those below the first candidate in reverse, and then the others, are in order of keys. */
    private void readEnds(Candidates candidates, int required, double distance) {
        WaitingTicket[] nearest = candidates.tickets;
        windows.around(nearest[0], distance);
        for (int i = 1; i < required; i++) {
            windows.require(nearest[i]);
        }
        for (int i = candidates.size - 1; i >= 0; i--) {
            if (nearest[i].key < nearest[0].key) {
                windows.take(nearest[i]);
            }
        }
        for (int i = 0; i < candidates.size; i++) {
            if (!(nearest[i].key < nearest[0].key)) {
                windows.take(nearest[i]);
            }
        }
    }
}
