package io.muster.runtime.security;

/** Checks access tokens (RFC 9068). May be called from any thread, also from an event loop. */
public interface TokenVerifier {

    /**
     * The caller a token stands for.
     *
     * @param bearerToken the token without the word {@code Bearer}
     * @throws RuntimeException a 401 problem when the token is not one of ours, not for us, or over
     */
    Caller verify(String bearerToken);
}
