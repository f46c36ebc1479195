package io.muster.session.token;

import io.muster.runtime.security.Open;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The keys that tokens verify with. */
@Path("/.well-known/jwks.json")
@Produces(MediaType.APPLICATION_JSON)
public class JwksResource {

    private final SigningKeyStore keys;

    JwksResource(SigningKeyStore keys) {
        this.keys = keys;
    }

    /** A JWK set (RFC 7517) with public keys only. */
    @GET
    @Open
    public Response get() {
        return Response.ok(keys.jwks())
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=60")
                .build();
    }
}
