package io.muster.runtime.security;

import io.muster.runtime.problem.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Lets a request through when its method is {@link Open}, or when its token has a role of {@link Allow} and the namespace
 * of the path. Everything else is refused, also methods that say nothing. A path in a foreign namespace answers 404, as
 * one would that does not exist.
 */
public class AccessFilter {

    private static final String BEARER = "Bearer ";

    /** What a method's annotations say; neither open nor a role stands for nobody. */
    private record Rule(boolean open, Set<Role> roles) {

        static Rule of(Method method) {
            Allow allow = method.getAnnotation(Allow.class);
            Set<Role> roles = allow == null ? Set.of() : Set.of(allow.value());
            return new Rule(allow == null && method.isAnnotationPresent(Open.class), roles);
        }
    }

    private final TokenVerifier tokens;
    private final CurrentCaller current;
    private final Map<Method, Rule> rules = new ConcurrentHashMap<>();

    public AccessFilter(TokenVerifier tokens, CurrentCaller current) {
        this.tokens = tokens;
        this.current = current;
    }

    /** Before the check itself, because a token may be signed with a key that has to be fetched first. */
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public Uni<Void> authenticate(ResourceInfo resource, ContainerRequestContext request) {
        return rule(resource).open()
                ? Uni.createFrom().voidItem()
                : tokens.authenticate(bearerToken(request)).replaceWithVoid();
    }

    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    public void authorize(ResourceInfo resource, ContainerRequestContext request) {
        Rule rule = rule(resource);
        if (!rule.open()) {
            Caller caller = tokens.verify(bearerToken(request));
            requireRole(caller, rule.roles());
            requireNamespace(caller, request.getUriInfo().getPathParameters().getFirst("namespace"));
            current.set(caller);
        }
    }

    private Rule rule(ResourceInfo resource) {
        return rules.computeIfAbsent(resource.getResourceMethod(), Rule::of);
    }

    private static void requireRole(Caller caller, Set<Role> roles) {
        if (roles.stream().noneMatch(caller::is)) {
            String allowed = roles.stream().map(Role::claim).sorted().collect(Collectors.joining(", "));
            throw Problems.forbidden(
                    "This needs one of the roles: " + (roles.isEmpty() ? "none has it" : allowed) + '.');
        }
    }

    private static void requireNamespace(Caller caller, String namespace) {
        if (namespace != null && !namespace.equals(caller.namespace())) {
            throw Problems.notFound("namespace", namespace);
        }
    }

    private static String bearerToken(ContainerRequestContext request) {
        String header = request.getHeaderString("Authorization");
        if (header == null) {
            throw Problems.unauthorized("This needs a token: send it as 'Authorization: Bearer ...'.");
        }
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw Problems.unauthorized("Only bearer tokens are accepted.");
        }
        return header.substring(BEARER.length()).trim();
    }
}
