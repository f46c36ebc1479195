package io.muster.gameserver;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the server is told by its environment and its arguments.
 *
 * @param payloadApi base address of the Payload Local API
 * @param gatewayUrl address of the socket for notifications, if there is one
 * @param apiUrl base address of the HTTP APIs, if there is one
 * @param token of this server, if it has one; never logged
 * @param port UDP port players send to; 0: none
 * @param play from the moment it is claimed until it exits
 * @param crashAfter from the moment it is claimed until it crashes, if it shall
 */
record Settings(
        String payloadApi,
        Optional<String> gatewayUrl,
        Optional<String> apiUrl,
        Optional<String> token,
        String serverId,
        String namespace,
        int port,
        Duration play,
        Optional<Duration> crashAfter) {

    private static final String DEFAULT_SECONDS = "20";

    /** Arguments win over the environment: {@code --seconds N}, {@code --crash-after N}. */
    static Settings of(Map<String, String> environment, List<String> arguments) {
        return new Settings(
                required(environment, "ORCHESTRATION_PAYLOAD_API"),
                Optional.ofNullable(environment.get("MUSTER_GATEWAY_URL")),
                Optional.ofNullable(environment.get("MUSTER_API_URL")),
                Optional.ofNullable(environment.get("MUSTER_SERVER_TOKEN")),
                environment.getOrDefault("MUSTER_SERVER_ID", ""),
                environment.getOrDefault("MUSTER_NAMESPACE", ""),
                Integer.parseInt(environment.getOrDefault("MUSTER_PORT", "0")),
                seconds(argument(arguments, "--seconds")
                        .orElse(environment.getOrDefault("GAME_SECONDS", DEFAULT_SECONDS))),
                argument(arguments, "--crash-after")
                        .or(() -> Optional.ofNullable(environment.get("GAME_CRASH_AFTER")))
                        .map(Settings::seconds));
    }

    @Override
    public String toString() {
        return "Settings[" + serverId + ", port " + port + ", plays " + play + "]";
    }

    private static String required(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .orElseThrow(() -> new IllegalArgumentException("the environment has no " + name));
    }

    private static Optional<String> argument(List<String> arguments, String name) {
        int index = arguments.indexOf(name);
        return index >= 0 && index + 1 < arguments.size() ? Optional.of(arguments.get(index + 1)) : Optional.empty();
    }

    private static Duration seconds(String text) {
        return Duration.ofMillis((long) (Double.parseDouble(text) * 1_000));
    }
}
