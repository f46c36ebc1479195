package io.muster.match.config;

import io.muster.match.replay.ReplayListener;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;

/** How far this instance has read the configs. */
@ApplicationScoped
@Identifier("configs")
public class ConfigPositionListener extends ReplayListener {}
