package io.muster.apigateway;

import java.util.List;

/**
 * One line of the route table (routes.json, from section "Paths behind the API gateway" of the architecture).
 *
 * @param path template; a segment in braces stands for any one segment. Everything below the path belongs to the route
 * @param service name of the service that answers
 * @param socket whether WebSocket upgrades are let through
 */
record Route(String path, String service, boolean socket) {

    /** Whether a path, split into segments, is this route's. */
    boolean matches(List<String> segments) {
        List<String> template = RouteTable.segments(path);
        if (segments.size() < template.size()) {
            return false;
        }
        for (int i = 0; i < template.size(); i++) {
            String expected = template.get(i);
            boolean any = expected.startsWith("{");
            if (any ? segments.get(i).isEmpty() : !expected.equals(segments.get(i))) {
                return false;
            }
        }
        return true;
    }
}
