package io.muster.apigateway;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the service of a path. Immutable. */
final class RouteTable {

    private static final String FILE = "/routes.json";

    /** Encoded characters that could make a service see another path than this table did: slash, backslash, dot, NUL. */
    private static final List<String> DECEIVING = List.of("%2f", "%5c", "%2e", "%00");

    private final List<Route> routes;

    RouteTable(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** The table that comes with the program. */
    static RouteTable packaged() {
        try (InputStream file = RouteTable.class.getResourceAsStream(FILE)) {
            return new RouteTable(List.of(JsonMapper.builder().build().readValue(file, Route[].class)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Route> routes() {
        return routes;
    }

    /** Empty when the path belongs to no service. */
    Optional<Route> find(String path) {
        List<String> segments = segments(path);
        return routes.stream().filter(route -> route.matches(segments)).findFirst();
    }

    /** Whether every service will understand the path as this table does. */
    static boolean isPlain(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return path.startsWith("/")
                && path.indexOf('\\') < 0
                && path.indexOf(';') < 0
                && !path.contains("//")
                && DECEIVING.stream().noneMatch(lower::contains)
                && segments(path).stream().noneMatch(segment -> segment.equals(".") || segment.equals(".."));
    }

    static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}
