package io.muster.allocator.allocation;

import java.util.List;

/**
 * What a payload runs. Field names follow the published {@code payload_spec}.
 *
 * @param image container image; needed by the kubernetes runtime only
 * @param command program to run; needed by the process runtime
 * @param args its arguments; {@code $(NAME)} stands for an environment variable of the payload
 * @param cpu cores, such as {@code 1.5} or {@code 200m}, or null
 * @param memory such as {@code 100Mi}, or null
 * @param seats sessions one payload can hold at the same time; 1 for ordinary game servers
 * @param heartbeatSeconds how long a payload may be silent while it is Ready or Reserved; 0: for ever
 */
public record PayloadSpec(
        String image,
        String command,
        List<String> args,
        List<PortSpec> ports,
        String cpu,
        String memory,
        List<EnvironmentVariable> environment,
        int seats,
        int heartbeatSeconds) {

    /** A port of a payload. PASSTHROUGH: the number is chosen by the system and is the same inside and outside. */
    public record PortSpec(String name, Integer containerPort, PortPolicy policy, Protocol protocol) {}

    /** How a port gets its number. */
    public enum PortPolicy {
        DYNAMIC,
        PASSTHROUGH
    }

    /** What is spoken on a port. */
    public enum Protocol {
        UDP,
        TCP,
        TCPUDP
    }

    /** A variable of the payload's environment. Its value may be a secret and is never logged. */
    public record EnvironmentVariable(String name, String value) {
        @Override
        public String toString() {
            return "EnvironmentVariable[" + name + "]";
        }
    }

    public PayloadSpec {
        args = args == null ? List.of() : List.copyOf(args);
        ports = ports == null ? List.of() : List.copyOf(ports);
        environment = environment == null ? List.of() : List.copyOf(environment);
    }
}
