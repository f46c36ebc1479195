package io.muster.match.function;

import io.muster.match.replay.ReplayListener;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;

/** How far this instance has read the custom functions. */
@ApplicationScoped
@Identifier("functions")
public class FunctionPositionListener extends ReplayListener {}
