package io.muster.match.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What an operator can set for configs, prefix {@code muster.match.config}. */
@ConfigMapping(prefix = "muster.match.config")
public interface ConfigSettings {

    /** Requests about configs that a namespace may send at once, on each instance. */
    @WithDefault("200")
    int burst();

    /** Requests about configs that a namespace may go on sending, on each instance. */
    @WithDefault("50")
    int requestsPerSecond();
}
