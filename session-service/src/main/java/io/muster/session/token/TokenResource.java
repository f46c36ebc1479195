package io.muster.session.token;

import io.muster.runtime.security.Open;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The token endpoint (RFC 6749): client credentials, and refresh tokens of service accounts. */
@Path("/oauth2/token")
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {

    private final TokenService tokens;

    TokenResource(TokenService tokens) {
        this.tokens = tokens;
    }

    /**
     * Gives a client a token for itself or, with {@code role} and {@code subject}, for somebody it may speak for. A service
     * account shows a refresh token beside its secret, and keeps it: it is good until it is over or revoked.
     */
    @POST
    @Open
    @Blocking
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> issue(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            MultivaluedMap<String, String> form,
            @Context HttpServerRequest request) {
        ClientCredentials credentials =
                ClientCredentials.of(authorization, one(form, "client_id"), one(form, "client_secret"));
        TokenRules.Wish wish = new TokenRules.Wish(
                one(form, "role"), one(form, "subject"), one(form, "namespace"), seconds(one(form, "expires_in")));
        String address = request.remoteAddress().hostAddress();
        Uni<TokenBody> token = switch (one(form, "grant_type")) {
            case "client_credentials" -> Uni.createFrom().item(tokens.issue(credentials, wish, address));
            case "refresh_token" -> tokens.refresh(credentials, one(form, "refresh_token"), wish, address);
            case null, default -> throw OAuthError.unsupportedGrantType();
        };
        return token.map(body -> uncached(Response.ok(body)).build());
    }

    /** Refusals in the form of RFC 6749, with the members of a problem document (RFC 9457) beside it. */
    @ServerExceptionMapper
    public Response refuse(OAuthError error) {
        Response.ResponseBuilder response = uncached(Response.status(error.status()))
                .type(MediaType.APPLICATION_JSON)
                .entity(OAuthErrorBody.of(error));
        return switch (error.status()) {
            case 401 ->
                response.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"muster\"")
                        .build();
            case 429 -> response.header(HttpHeaders.RETRY_AFTER, 1).build();
            default -> response.build();
        };
    }

    private static Response.ResponseBuilder uncached(Response.ResponseBuilder response) {
        return response.header(HttpHeaders.CACHE_CONTROL, "no-store").header("Pragma", "no-cache");
    }

    private static String one(MultivaluedMap<String, String> form, String field) {
        List<String> values = form.getOrDefault(field, List.of());
        if (values.size() > 1) {
            throw OAuthError.invalidRequest(field + " must not be sent twice.");
        }
        return values.isEmpty() || values.getFirst().isEmpty() ? null : values.getFirst();
    }

    private static Duration seconds(String text) {
        try {
            return text == null ? null : Duration.ofSeconds(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw OAuthError.invalidRequest("expires_in must be a number of seconds.");
        }
    }
}
