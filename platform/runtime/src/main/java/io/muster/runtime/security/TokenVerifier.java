package io.muster.runtime.security;

import io.smallrye.mutiny.Uni;

/** Checks access tokens (RFC 9068). May be called from any thread, also from an event loop; never blocks. */
public interface TokenVerifier {

    /**
     * The caller a token stands for.
     *
     * @param bearerToken the token without the word {@code Bearer}
     * @throws RuntimeException a 401 problem when the token is not one of ours, not for us, or over; a 503 problem while
     *     the keys to check it with have not been loaded
     */
    Caller verify(String bearerToken);

    /**
     * As {@link #verify}, but a token signed with a key that is not known yet waits until the keys have been fetched
     * again. Fails with what {@code verify} throws.
     */
    Uni<Caller> authenticate(String bearerToken);
}
