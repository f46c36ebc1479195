package io.muster.backfill;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of backfill. */
@ConfigMapping(prefix = "muster.backfill")
public interface BackfillConfig {

    /** How long proposed tickets wait for the game server's approval; published value. */
    @WithDefault("PT20S")
    Duration proposalLife();

    /** How long a backfill ticket lives without a word of its game server; published value. */
    @WithDefault("PT5M")
    Duration ticketLife();

    /** How much longer a heartbeat must make the life of a ticket to be written down. */
    @WithDefault("PT10S")
    Duration renewalStep();

    /** How often proposals and tickets whose time is over are looked for. */
    @WithDefault("PT0.5S")
    Duration sweepInterval();

    /** How long the seats of a session that is over are kept, for claims that come late. */
    @WithDefault("PT1H")
    Duration keepEnded();

    /** How long answers to events are kept; longer than any batch of events may be repeated. */
    @WithDefault("PT24H")
    Duration keepAnswers();

    /** How long seats of a session are kept of which nothing is heard: longer than the topic of sessions reaches back. */
    @WithDefault("P8D")
    Duration keepSilent();

    /** Most tickets one sweep, and most rows one purge statement touches. */
    @WithDefault("500")
    int batchSize();
}
