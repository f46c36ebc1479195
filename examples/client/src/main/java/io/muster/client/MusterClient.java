package io.muster.client;

import io.muster.client.allocation.AllocationsApi;
import io.muster.client.backfill.BackfillApi;
import io.muster.client.config.ConfigsApi;
import io.muster.client.http.HttpTransport;
import io.muster.client.server.ServersApi;
import io.muster.client.session.SessionsApi;
import io.muster.client.ticket.TicketsApi;
import io.muster.client.token.TokenSource;
import io.muster.client.token.TokensApi;
import io.vertx.core.Vertx;
import java.net.URI;

/**
 * The public APIs of Muster as one caller in one namespace sees them. Safe for all threads.
 *
 * <pre>{@code
 * try (MusterClient client = MusterClient.to(URI.create("http://localhost:8080"), "arena")) {
 *     MusterClient backend = client.as(client.tokens().source("game-backend", secret));
 *     String ticket = backend.tickets().create(NewTicket.solo("duel", "p1")).join();
 *     Ticket answer = backend.tickets().await(ticket, Duration.ofSeconds(30)).join();
 * }
 * }</pre>
 */
public final class MusterClient implements AutoCloseable {

    private static final int USUAL_CONNECTIONS = 64;

    private final HttpTransport transport;
    private final String namespace;
    private final TokenSource token;

    private MusterClient(HttpTransport transport, String namespace, TokenSource token) {
        this.transport = transport;
        this.namespace = namespace;
        this.token = token;
    }

    /** A client behind one API gateway that has no token yet. */
    public static MusterClient to(URI gateway, String namespace) {
        return to(null, Endpoints.gateway(gateway), namespace, USUAL_CONNECTIONS);
    }

    /**
     * A client with its own idea of addresses and load.
     *
     * @param vertx shared by the caller, who closes it; or null to have one made
     * @param connections most connections to one address, at least 1
     */
    public static MusterClient to(Vertx vertx, Endpoints endpoints, String namespace, int connections) {
        return new MusterClient(new HttpTransport(vertx, endpoints, connections), namespace, TokenSource.none());
    }

    /** The same connections used by another caller. Closing any of them closes all. */
    public MusterClient as(TokenSource caller) {
        return new MusterClient(transport, namespace, caller);
    }

    /** The same caller and connections, in another namespace. */
    public MusterClient in(String otherNamespace) {
        return new MusterClient(transport, otherNamespace, token);
    }

    public String namespace() {
        return namespace;
    }

    public TokensApi tokens() {
        return new TokensApi(transport);
    }

    public TicketsApi tickets() {
        return new TicketsApi(caller());
    }

    public ConfigsApi configs() {
        return new ConfigsApi(caller());
    }

    public AllocationsApi allocations() {
        return new AllocationsApi(caller());
    }

    public SessionsApi sessions() {
        return new SessionsApi(caller());
    }

    public BackfillApi backfill() {
        return new BackfillApi(caller());
    }

    public ServersApi servers() {
        return new ServersApi(caller());
    }

    private ApiCaller caller() {
        return new ApiCaller(transport, token, namespace);
    }

    @Override
    public void close() {
        transport.close();
    }
}
