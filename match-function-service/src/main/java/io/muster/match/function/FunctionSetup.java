package io.muster.match.function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes beans of plain classes. */
@ApplicationScoped
public class FunctionSetup {

    @Produces
    @Singleton
    FunctionDirectory directory() {
        return new FunctionDirectory();
    }

    @Produces
    @Singleton
    LogBuffer logs(FunctionSettings settings) {
        return new LogBuffer(settings.logs().maxWaiting());
    }
}
