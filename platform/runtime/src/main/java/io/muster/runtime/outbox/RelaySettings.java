package io.muster.runtime.outbox;

import io.vertx.pgclient.PgConnectOptions;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the relay connects to: the database of the service, with the settings of its reactive data source. */
@Singleton
public class RelaySettings {

    private final String url;
    private final String user;
    private final String password;
    private final String service;

    public RelaySettings(
            @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.service = service;
    }

    PgConnectOptions connectOptions() {
        PgConnectOptions options = PgConnectOptions.fromUri(url).setUser(user).setPassword(password);
        options.setCachePreparedStatements(true);
        options.getProperties().put("application_name", service + "-outbox-relay");
        return options;
    }

    /** Value of {@code ce_source}. */
    String source() {
        return "/muster/" + service;
    }
}
