package io.muster.runtime.trace;

import jakarta.enterprise.context.RequestScoped;

/** The trace of the HTTP request at hand; inject it into a resource. */
@RequestScoped
public class CurrentTrace {

    private TraceContext trace;

    /** The trace the caller sent, or a new one. Never null. */
    public TraceContext get() {
        if (trace == null) {
            trace = TraceContext.start();
        }
        return trace;
    }

    void set(TraceContext value) {
        trace = value;
    }
}
