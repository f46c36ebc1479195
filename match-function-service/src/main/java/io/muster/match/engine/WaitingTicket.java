package io.muster.match.engine;

/**
 * A ticket in the pool, reduced to what the rules read. A million of these stay in memory, so it is one flat object:
 * facts are arrays indexed by the columns of {@link FactLayout}, the links of {@link DueWheel} are fields.
 */
public final class WaitingTicket {

    /** The ticket's measurements are absent and do not limit the choice of a region. */
    static final long EVERY_REGION = -1L;

    static final double[] NO_NUMBERS = {};
    static final Object[] NO_VALUES = {};

    final TicketId id;
    final long createdAtMillis;
    /** No {@code int}, which leaves room for one more flag in the same number of bytes. */
    final short players;

    /** Order of arrival, which breaks ties. */
    long sequence;
    /** Position in the skill index: mean of the leading rule's numbers over the players. */
    double key;
    /** Smallest and largest of those numbers when they differ, else null. */
    private double[] reach;

    double[] numbers = NO_NUMBERS;
    Object[] values = NO_VALUES;

    /** Regions that every player has measured. */
    long regions = EVERY_REGION;
    /** Loss and latency by region and player, NaN where not measured; null when nobody measured anything. */
    double[] qos;

    /** Part of a running match, not a ticket that can be taken. */
    final boolean seated;
    /** In the skill index. */
    boolean indexed;
    /** Counted among the {@link Elders}. */
    boolean elder;
    /** In the queue of tickets that the next round looks at. */
    boolean marked;

    int dueTick = DueWheel.NOT_DUE;
    WaitingTicket previousDue;
    WaitingTicket nextDue;

    /** Rounds that gave up on this ticket before they had seen every possibility; counts no further than its limit. */
    byte unfinished;

    /** What the owner of the engine keeps with the ticket. */
    private Object attachment;

    WaitingTicket(TicketId id, long createdAtMillis, int players, boolean seated) {
        this.id = id;
        this.createdAtMillis = createdAtMillis;
        this.players = (short) players;
        this.seated = seated;
    }

    public String id() {
        return id.toString();
    }

    public int players() {
        return players;
    }

    public long createdAtMillis() {
        return createdAtMillis;
    }

    public Object attachment() {
        return attachment;
    }

    public void attach(Object kept) {
        attachment = kept;
    }

    /** Places the ticket in the skill index, by the numbers of its players that the leading rule compares. */
    void place(double mean, double lowest, double highest) {
        key = mean;
        reach = lowest == highest ? null : new double[] {lowest, highest};
    }

    /** Smallest of the numbers that the leading rule compares. */
    double lowest() {
        return reach == null ? key : reach[0];
    }

    /** Largest of the numbers that the leading rule compares. */
    double highest() {
        return reach == null ? key : reach[1];
    }

    /** Age in seconds. */
    double age(long nowMillis) {
        return Math.max(0, nowMillis - createdAtMillis) / 1000.0;
    }

    boolean knows(int region) {
        return (regions >>> region & 1) != 0;
    }

    double loss(int player, int region) {
        return measured(player, region, 0);
    }

    double latency(int player, int region) {
        return measured(player, region, 1);
    }

    private double measured(int player, int region, int what) {
        int at = (region * players + player) * 2 + what;
        return qos == null || region == Regions.NONE || at >= qos.length ? Double.NaN : qos[at];
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
