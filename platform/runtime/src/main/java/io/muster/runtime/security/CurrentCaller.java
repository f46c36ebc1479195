package io.muster.runtime.security;

import io.muster.runtime.problem.Problems;
import jakarta.enterprise.context.RequestScoped;

/** The caller of the HTTP request at hand; inject it into a resource. */
@RequestScoped
public class CurrentCaller {

    private Caller caller;

    /** The caller; a 401 problem when the resource is open and no token was sent. */
    public Caller get() {
        if (caller == null) {
            throw Problems.unauthorized("This needs a token.");
        }
        return caller;
    }

    void set(Caller value) {
        caller = value;
    }
}
