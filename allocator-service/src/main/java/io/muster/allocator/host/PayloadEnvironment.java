package io.muster.allocator.host;

import io.muster.allocator.allocation.PayloadSpec;
import io.muster.allocator.payload.Endpoint;
import io.muster.allocator.payload.PayloadIdentity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Environment and command line of a payload's program. */
public final class PayloadEnvironment {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\(([A-Za-z_][A-Za-z0-9_]*)\\)");

    private PayloadEnvironment() {}

    /**
     * Variables of the specification, and those the system sets, which win.
     *
     * @param endpoint ports as the program sees them
     * @param system addresses and token, by variable name; null values are left out
     */
    public static Map<String, String> of(
            PayloadIdentity identity, Endpoint endpoint, PayloadSpec spec, Map<String, String> system) {
        Map<String, String> environment = new LinkedHashMap<>();
        spec.environment().forEach(variable -> environment.put(variable.name(), variable.value()));
        endpoint.ports()
                .forEach((name, port) -> environment.put("MUSTER_PORT_" + variableName(name), Integer.toString(port)));
        environment.put("MUSTER_PORT", Integer.toString(endpoint.defaultPort()));
        environment.put("MUSTER_SERVER_ID", identity.serverId());
        environment.put("MUSTER_PAYLOAD_ID", identity.payloadId());
        environment.put("MUSTER_NAMESPACE", identity.namespace());
        environment.put("MUSTER_ALLOCATION", identity.allocation());
        environment.put("MUSTER_REGION", identity.region());
        if (spec.heartbeatSeconds() > 0) {
            environment.put("MUSTER_HEARTBEAT_SECONDS", Integer.toString(spec.heartbeatSeconds()));
        }
        system.forEach((name, value) -> {
            if (value != null) {
                environment.put(name, value);
            }
        });
        return environment;
    }

    /** Program and arguments, with {@code $(NAME)} replaced by the variable; unknown names are left as they are. */
    static List<String> command(PayloadSpec spec, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(expand(spec.command(), environment));
        spec.args().forEach(argument -> command.add(expand(argument, environment)));
        return command;
    }

    private static String expand(String text, Map<String, String> environment) {
        return REFERENCE
                .matcher(text)
                .replaceAll(reference ->
                        Matcher.quoteReplacement(environment.getOrDefault(reference.group(1), reference.group())));
    }

    private static String variableName(String port) {
        return port.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
