package io.muster.runtime.security;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The public keys tokens are signed with, by key id. Fetched in the background: at start until it works, then now and
 * then, and when a token names a key that is not known, but never more often than every {@link #MIN_INTERVAL}, so that
 * made-up key ids cannot make this service hammer the one that has the keys.
 */
@ApplicationScoped
public class SigningKeys {

    static final Duration MIN_INTERVAL = Duration.ofSeconds(2);

    private static final Duration MAX_INTERVAL = Duration.ofMinutes(5);
    private static final Logger LOG = Logger.getLogger(SigningKeys.class);

    private record KeySet(long generation, Map<String, PublicKey> byId) {}

    private final KeySource source;
    private final InstantSource clock;
    private final ScheduledExecutorService fetcher = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("muster-signing-keys").daemon().factory());

    private volatile KeySet keys = new KeySet(0, Map.of());
    private volatile Instant lastAttempt = Instant.EPOCH;
    private volatile Instant lastSuccess = Instant.EPOCH;
    private volatile boolean failing;

    public SigningKeys(KeySource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        var _ = fetcher.scheduleWithFixedDelay(this::fetchWhenDue, 0, 1, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        fetcher.shutdownNow();
    }

    Optional<PublicKey> find(String keyId) {
        return Optional.ofNullable(keys.byId().get(keyId));
    }

    /** Whether there ever was a key. */
    public boolean loaded() {
        return keys.generation() > 0;
    }

    /** Rises whenever the keys change; what was verified with other keys must be verified again. */
    long generation() {
        return keys.generation();
    }

    /** Completes when the keys have been fetched again, or at once when that was done just now. Never fails. */
    Uni<Void> refresh() {
        return Uni.createFrom().completionStage(() -> CompletableFuture.runAsync(this::fetchUnlessJustDone, fetcher));
    }

    private void fetchWhenDue() {
        Duration age = Duration.between(lastSuccess, clock.instant());
        if (!loaded() || age.compareTo(MAX_INTERVAL) >= 0) {
            fetchUnlessJustDone();
        }
    }

    private void fetchUnlessJustDone() {
        Instant now = clock.instant();
        if (loaded() && now.isBefore(lastAttempt.plus(MIN_INTERVAL))) {
            return;
        }
        lastAttempt = now;
        try {
            Map<String, PublicKey> fetched = parse(source.fetch());
            if (!fetched.equals(keys.byId())) {
                keys = new KeySet(keys.generation() + 1, fetched);
                LOG.infof("has %d signing keys", fetched.size());
            }
            lastSuccess = now;
            failing = false;
        } catch (IOException | JoseException | RuntimeException e) {
            if (!failing) {
                LOG.warnf("cannot fetch the signing keys from %s, will go on trying: %s", source.address(), e);
            }
            failing = true;
        }
    }

    private static Map<String, PublicKey> parse(String json) throws JoseException {
        Map<String, PublicKey> parsed = new HashMap<>();
        for (JsonWebKey key : new JsonWebKeySet(json).getJsonWebKeys()) {
            if (key instanceof PublicJsonWebKey asymmetric && key.getKeyId() != null) {
                parsed.put(key.getKeyId(), asymmetric.getPublicKey());
            }
        }
        return Collections.unmodifiableMap(parsed);
    }
}
