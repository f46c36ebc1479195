package io.muster.session.serviceaccount;

import static io.muster.runtime.security.Role.DEVELOPER;

import io.muster.runtime.problem.Problems;
import io.muster.runtime.security.Allow;
import io.muster.runtime.security.CurrentCaller;
import io.muster.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Service accounts of a namespace, for developers. Secrets are told once, when they are made. */
@Path("/session/v1/admin/namespaces/{namespace}/service-accounts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ServiceAccountResource {

    private static final Logger LOG = Logger.getLogger(ServiceAccountResource.class);

    /** A new account. */
    public record NewBody(String name, List<String> roles) {}

    /** What can be changed of one. */
    public record ChangeBody(List<String> roles, Boolean disabled) {}

    /** How long the secret before stays good, seconds; a day when it is not said. */
    public record RotationBody(Long overlapSeconds) {}

    /** All of them; there is a limit to how many a namespace has. */
    public record ListBody(List<ServiceAccountBody> data) {}

    private final ServiceAccountService accounts;
    private final CurrentCaller caller;

    ServiceAccountResource(ServiceAccountService accounts, CurrentCaller caller) {
        this.accounts = accounts;
        this.caller = caller;
    }

    @POST
    @ResponseStatus(201)
    @Allow(DEVELOPER)
    public Uni<ServiceAccountBody> create(@PathParam("namespace") String namespace, NewBody body) {
        String name = ServiceAccountRules.name(required(body).name());
        Set<Role> roles = ServiceAccountRules.roles(body.roles());
        String creator = caller.get().subject();
        return accounts.create(namespace, name, roles, creator)
                .invoke(made -> LOG.infof(
                        "%s made service account %s of %s",
                        creator, made.account().id(), namespace))
                .map(ServiceAccountBody::of);
    }

    @GET
    @Allow(DEVELOPER)
    public Uni<ListBody> list(@PathParam("namespace") String namespace) {
        return accounts.list(namespace)
                .map(found ->
                        new ListBody(found.stream().map(ServiceAccountBody::of).toList()));
    }

    @GET
    @Path("/{id}")
    @Allow(DEVELOPER)
    public Uni<ServiceAccountBody> get(@PathParam("namespace") String namespace, @PathParam("id") String id) {
        return accounts.require(namespace, id).map(ServiceAccountBody::of);
    }

    /** Sets its roles and whether it is disabled; counts from its next token on. */
    @PUT
    @Path("/{id}")
    @Allow(DEVELOPER)
    public Uni<ServiceAccountBody> change(
            @PathParam("namespace") String namespace, @PathParam("id") String id, ChangeBody body) {
        Set<Role> roles = ServiceAccountRules.roles(required(body).roles());
        String changer = caller.get().subject();
        return accounts.change(namespace, id, roles, Boolean.TRUE.equals(body.disabled()))
                .invoke(() -> LOG.infof("%s changed service account %s of %s", changer, id, namespace))
                .map(ServiceAccountBody::of);
    }

    /** Gives it a new secret. */
    @POST
    @Path("/{id}/secret")
    @Allow(DEVELOPER)
    public Uni<ServiceAccountBody> rotate(
            @PathParam("namespace") String namespace, @PathParam("id") String id, RotationBody body) {
        String changer = caller.get().subject();
        return accounts.rotate(namespace, id, ServiceAccountRules.overlap(body == null ? null : body.overlapSeconds()))
                .invoke(() -> LOG.infof("%s changed the secret of service account %s of %s", changer, id, namespace))
                .map(ServiceAccountBody::of);
    }

    @DELETE
    @Path("/{id}")
    @Allow(DEVELOPER)
    public Uni<Void> delete(@PathParam("namespace") String namespace, @PathParam("id") String id) {
        String changer = caller.get().subject();
        return accounts.delete(namespace, id)
                .invoke(() -> LOG.infof("%s deleted service account %s of %s", changer, id, namespace));
    }

    private static <T> T required(T body) {
        if (body == null) {
            throw Problems.badRequest("roles", "the body is missing");
        }
        return body;
    }
}
