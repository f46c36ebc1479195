package io.muster.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of game sessions. */
@ConfigMapping(prefix = "muster.session")
public interface SessionConfig {

    /** How long a seat is kept for an invited player who does not answer. */
    @WithDefault("PT5M")
    Duration inviteTimeout();

    /** How long a seat is kept for a player who lost his connection. */
    @WithDefault("PT5M")
    Duration inactiveTimeout();

    /**
     * How long a session waits for the allocator's answer, counted from the claim of its match. The allocator waits a
     * bounded time for a payload itself; this is for answers that never come, and spans a restart of Kafka.
     */
    @WithDefault("PT2M")
    Duration serverTimeout();

    /** How often waits that are over are looked for. */
    @WithDefault("PT1S")
    Duration sweepInterval();

    /** How long a session that is over can still be read. */
    @WithDefault("PT24H")
    Duration keepOver();

    /** How often sessions are purged that have been over for {@link #keepOver}. */
    @WithDefault("PT1M")
    Duration purgeInterval();

    /** Most sessions that one sweep or one purge statement touches. */
    @WithDefault("500")
    int batchSize();
}
