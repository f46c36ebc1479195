package io.muster.session.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Settings of keys and tokens. */
@ConfigMapping(prefix = "muster.session.tokens")
public interface TokenConfig {

    /** Folder that outlives the process; the signing key is in its folder {@code keys}. Replicas share it. */
    Path dataDir();

    /** JSON file that lists the clients. Without it nobody gets a token. It is read again when it changes. */
    Optional<Path> clientsFile();

    /** Longest life of a game server's token. */
    @WithDefault("PT24H")
    Duration serverLifetime();

    /** Longest life of a player's or developer's token. */
    @WithDefault("PT1H")
    Duration playerLifetime();

    /** Life of a service's token. */
    @WithDefault("PT15M")
    Duration serviceLifetime();

    /** Most tokens a client gets in a second. Signing is the most expensive thing this service does. */
    @WithDefault("200")
    int perClientPerSecond();

    /** Most failed attempts in a minute from one address that are looked into; more are answered 429. */
    @WithDefault("60")
    int failuresPerMinute();
}
