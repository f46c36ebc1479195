package io.muster.apigateway;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The configuration file.
 *
 * @param host address to listen on
 * @param managementPort health, on the same address
 * @param upstreams replicas of each service, {@code host:port} by service name
 */
record GatewayConfig(String host, int port, int managementPort, Map<String, List<String>> upstreams) {

    GatewayConfig {
        upstreams = Map.copyOf(upstreams);
    }

    static GatewayConfig read(Path file) throws IOException {
        return JsonMapper.builder().build().readValue(file.toFile(), GatewayConfig.class);
    }
}
