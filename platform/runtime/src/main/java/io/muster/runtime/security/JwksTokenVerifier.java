package io.muster.runtime.security;

import io.muster.runtime.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;

/** Checks tokens against the keys of session-service. */
@ApplicationScoped
public class JwksTokenVerifier implements TokenVerifier {

    @Override
    public Caller verify(String bearerToken) {
        throw Problems.unauthorized("The token is not valid.");
    }
}
