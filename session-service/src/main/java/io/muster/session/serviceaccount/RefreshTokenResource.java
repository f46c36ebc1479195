package io.muster.session.serviceaccount;

import static io.muster.runtime.security.Role.DEVELOPER;

import io.muster.runtime.security.Allow;
import io.muster.runtime.security.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Refresh tokens of a service account, for developers. They are told once, when they are made. */
@Path("/session/v1/admin/namespaces/{namespace}/service-accounts/{account}/refresh-tokens")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class RefreshTokenResource {

    private static final Logger LOG = Logger.getLogger(RefreshTokenResource.class);

    /** A new one: what it is for, and how long it lives; half a year when it is not said. */
    public record NewBody(String description, Integer expiresInDays) {}

    /** All of an account. */
    public record ListBody(List<RefreshTokenBody> data) {}

    private final RefreshTokenService tokens;
    private final CurrentCaller caller;

    RefreshTokenResource(RefreshTokenService tokens, CurrentCaller caller) {
        this.tokens = tokens;
        this.caller = caller;
    }

    @POST
    @ResponseStatus(201)
    @Allow(DEVELOPER)
    public Uni<RefreshTokenBody> create(
            @PathParam("namespace") String namespace, @PathParam("account") String account, NewBody body) {
        NewBody asked = body == null ? new NewBody(null, null) : body;
        String creator = caller.get().subject();
        return tokens.create(
                        namespace,
                        account,
                        ServiceAccountRules.description(asked.description()),
                        ServiceAccountRules.life(asked.expiresInDays()),
                        creator)
                .invoke(made -> LOG.infof(
                        "%s made refresh token %s of service account %s",
                        creator, made.token().id(), account))
                .map(RefreshTokenBody::of);
    }

    /** The latest first, with when each was last used. */
    @GET
    @Allow(DEVELOPER)
    public Uni<ListBody> list(@PathParam("namespace") String namespace, @PathParam("account") String account) {
        return tokens.list(namespace, account)
                .map(found ->
                        new ListBody(found.stream().map(RefreshTokenBody::of).toList()));
    }

    /** Revokes one. */
    @DELETE
    @Path("/{token}")
    @Allow(DEVELOPER)
    public Uni<Void> revoke(
            @PathParam("namespace") String namespace,
            @PathParam("account") String account,
            @PathParam("token") String token) {
        String revoker = caller.get().subject();
        return tokens.revoke(namespace, account, token)
                .invoke(() -> LOG.infof("%s revoked refresh token %s of service account %s", revoker, token, account));
    }
}
