package io.muster.match.config;

import io.muster.match.engine.PoolRouter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Gives pools what evaluates their filter expressions. */
public class ExpressionFactory {

    @Produces
    @ApplicationScoped
    PoolRouter.ExpressionTest expressions() {
        return new Expressions();
    }
}
