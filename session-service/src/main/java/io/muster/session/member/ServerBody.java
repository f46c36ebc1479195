package io.muster.session.member;

import io.muster.contracts.payload.Server;
import io.muster.runtime.problem.Problems;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The server that a backend names for a session.
 *
 * @param address host name or IP address that clients connect to
 * @param port the default port
 * @param ports further ports by name, or null
 * @param region where it is, or null
 */
public record ServerBody(String address, Integer port, Map<String, Integer> ports, String region) {

    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9._:\\[\\]-]{1,255}");
    private static final int HIGHEST_PORT = 65_535;
    private static final int MOST_PORTS = 32;
    private static final int MOST_CHARACTERS = 64;
    private static final String EXTERNAL = "external";

    /** The server; a 400 problem names the field that is wrong. It hosts this session only, which gives it its id. */
    static Server checked(ServerBody body, String sessionId) {
        if (body == null
                || body.address == null
                || !ADDRESS.matcher(body.address).matches()) {
            throw Problems.badRequest("address", "must be a host name or an IP address");
        }
        checkPort("port", body.port);
        Map<String, Integer> ports = body.ports == null ? Map.of("default", body.port) : body.ports;
        if (ports.size() > MOST_PORTS) {
            throw Problems.badRequest("ports", "must have at most " + MOST_PORTS + " ports");
        }
        ports.forEach((name, port) -> checkPort("ports." + name, port));
        if (body.region != null && body.region.length() > MOST_CHARACTERS) {
            throw Problems.badRequest("region", "must have at most " + MOST_CHARACTERS + " characters");
        }
        String id = "ext_" + sessionId;
        return new Server(id, id, EXTERNAL, EXTERNAL, body.region, body.address, body.port, ports);
    }

    private static void checkPort(String field, Integer port) {
        if (port == null || port < 1 || port > HIGHEST_PORT) {
            throw Problems.badRequest(field, "must be a port from 1 to " + HIGHEST_PORT);
        }
    }
}
