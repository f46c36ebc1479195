package io.muster.session.token;

import io.muster.session.secret.SecretHash;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The clients that may ask for tokens. Looks whether their file has changed at most once a second; a file that cannot be
 * read leaves the clients as they were.
 */
@ApplicationScoped
class ApiClientStore {

    private static final Logger LOG = Logger.getLogger(ApiClientStore.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** What an unknown client's secret is compared with, so that the answer takes as long as for a known one. */
    private static final SecretHash NOBODY = SecretHash.ofSecret("nobody");

    private final Optional<ClientsFileJson> file;
    private final InstantSource clock;
    private Map<String, ApiClient> clients = Map.of();
    private String stamp = "";
    private Instant nextLook = Instant.MIN;

    @Inject
    ApiClientStore(TokenConfig config, InstantSource clock) {
        this(config.clientsFile(), clock);
    }

    ApiClientStore(Optional<Path> file, InstantSource clock) {
        this.file = file.map(ClientsFileJson::new);
        this.clock = clock;
    }

    /** The client of that id and secret. */
    Optional<ApiClient> authenticate(String clientId, String secret) {
        ApiClient client = current().get(clientId);
        boolean matches = (client == null ? NOBODY : client.secretHash()).matches(secret);
        return client != null && matches ? Optional.of(client) : Optional.empty();
    }

    private synchronized Map<String, ApiClient> current() {
        Instant now = clock.instant();
        if (file.isPresent() && !now.isBefore(nextLook)) {
            nextLook = now.plus(BETWEEN_LOOKS);
            readIfChanged(file.get());
        }
        return clients;
    }

    private void readIfChanged(ClientsFileJson source) {
        try {
            String found = source.stamp();
            if (!found.equals(stamp)) {
                clients = source.read();
                stamp = found;
                LOG.infof("%d clients may ask for tokens", clients.size());
            }
        } catch (IOException e) {
            LOG.warnf("the clients stay as they are, their file cannot be read: %s", e.getMessage());
        }
    }
}
