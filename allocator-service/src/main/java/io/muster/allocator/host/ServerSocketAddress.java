package io.muster.allocator.host;

/** Where game servers open their socket: a WebSocket address as it is, or the {@code /dshub/} of an HTTP gateway. */
public final class ServerSocketAddress {

    private static final String PATH = "/dshub/";

    private ServerSocketAddress() {}

    /** The address for a configured one. */
    public static String of(String configured) {
        if (configured.startsWith("ws")) {
            return configured;
        }
        String base = configured.replaceFirst("^http", "ws");
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + PATH;
    }
}
