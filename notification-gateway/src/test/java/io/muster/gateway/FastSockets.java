package io.muster.gateway;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Short times and small bounds, so that a test can reach them. */
public class FastSockets implements QuarkusTestProfile {

    static final int MOST_SOCKETS = 12;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "muster.gateway.socket.tick", "PT0.1S",
                "muster.gateway.socket.slow-limit", "PT2S",
                "muster.gateway.socket.close-grace", "PT1S",
                "muster.gateway.socket.ping-interval", "PT3S",
                "muster.gateway.socket.inbound-per-minute", "30",
                "muster.gateway.socket.most", Integer.toString(MOST_SOCKETS));
    }
}
