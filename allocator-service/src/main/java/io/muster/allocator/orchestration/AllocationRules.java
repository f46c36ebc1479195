package io.muster.allocator.orchestration;

import io.muster.allocator.allocation.PayloadSpec;
import io.muster.allocator.allocation.RuntimeKind;
import io.muster.allocator.allocation.Scale;
import io.muster.allocator.orchestration.AllocationBody.PortBody;
import io.muster.allocator.orchestration.AllocationBody.SpecBody;
import io.muster.allocator.orchestration.AllocationBody.VariableBody;
import io.muster.allocator.payload.Metadata;
import io.muster.allocator.payload.MetadataLimits;
import io.muster.runtime.problem.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a body that describes an allocation may say. Each violation names the field and the limit. */
final class AllocationRules {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    private static final Pattern CPU = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3})?|\\d{1,6}m");
    private static final Pattern MEMORY = Pattern.compile("\\d{1,9}(?:Ki|Mi|Gi|K|M|G)?");
    private static final Set<String> RESERVED_VARIABLES = Set.of("ORCHESTRATION_PAYLOAD_API", "MUSTER_SERVER_TOKEN");
    private static final String NO_PROTECTION = "DISABLED";
    private static final int MOST_PORTS = 16;
    private static final int MOST_ARGUMENTS = 64;
    private static final int MOST_VARIABLES = 128;
    private static final int LONGEST_TEXT = 4_096;
    private static final int MOST_SEATS = 10_000;
    private static final int MOST_TICKETS = 1_000_000;
    private static final int LONGEST_SILENCE = 3_600;
    private static final long LONGEST_SIMULATION = 86_400_000;

    private final List<Violation> violations = new ArrayList<>();

    private final List<String> runtimes;

    private AllocationRules(List<String> runtimes) {
        this.runtimes = runtimes;
    }

    /**
     * Everything that is wrong with it.
     *
     * @param runtimes those that run payloads here
     */
    static List<Violation> violations(AllocationBody body, List<RuntimeKind> runtimes) {
        if (body == null) {
            return List.of(new Violation("", "missing", "the body is missing"));
        }
        AllocationRules rules = new AllocationRules(
                runtimes.stream().map(RuntimeKind::published).toList());
        rules.names(body);
        rules.numbers(body);
        rules.metadata(body);
        rules.spec(body.payloadSpec(), body.runtime());
        return rules.violations;
    }

    private void names(AllocationBody body) {
        if (body.name() == null || !NAME.matcher(body.name()).matches()) {
            add("name", "must have 1 to 64 letters, digits, '-', '_' or '.'");
        }
        if (body.region() != null && !NAME.matcher(body.region()).matches()) {
            add("region", "must have 1 to 64 letters, digits, '-', '_' or '.'");
        }
        if (body.runtime() != null && !runtimes.contains(body.runtime())) {
            add("runtime", "must be one of " + runtimes);
        }
    }

    private void numbers(AllocationBody body) {
        range("buffer", body.buffer(), 0, Scale.LIMIT);
        range("min", body.min(), 0, Scale.LIMIT);
        range("max", body.max(), 0, Scale.LIMIT);
        if (body.max() != null && body.min() != null && body.max() < body.min()) {
            add("max", "must not be less than min");
        }
        if (body.prewarm() != null) {
            range("prewarm.tickets_per_payload", body.prewarm().ticketsPerPayload(), 0, MOST_TICKETS);
        }
        if (body.simulated() != null) {
            range("simulated.ready_ms", body.simulated().readyMs(), 0, LONGEST_SIMULATION);
            range("simulated.life_ms", body.simulated().lifeMs(), 0, LONGEST_SIMULATION);
        }
    }

    private void metadata(AllocationBody body) {
        Map<String, String> labels = body.labels() == null ? Map.of() : body.labels();
        Map<String, String> annotations = body.annotations() == null ? Map.of() : body.annotations();
        if (Stream.of(labels, annotations).flatMap(map -> map.values().stream()).anyMatch(Objects::isNull)) {
            add("labels", "values must not be null");
            return;
        }
        MetadataLimits.violation(new Metadata(labels, annotations)).ifPresent(message -> add("labels", message));
    }

    private void spec(SpecBody spec, String runtime) {
        String kind = runtime == null ? "process" : runtime;
        if (kind.equals("process")
                && (spec == null || spec.command() == null || spec.command().isBlank())) {
            add("payload_spec.command", "is needed by the process runtime");
        }
        if (kind.equals("kubernetes")
                && (spec == null || spec.image() == null || spec.image().isBlank())) {
            add("payload_spec.image", "is needed by the kubernetes runtime");
        }
        if (spec == null) {
            return;
        }
        texts("payload_spec.command", Stream.ofNullable(spec.command()).toList(), 1);
        texts("payload_spec.image", Stream.ofNullable(spec.image()).toList(), 1);
        texts("payload_spec.args", orEmpty(spec.args()), MOST_ARGUMENTS);
        range("payload_spec.seats", spec.seats(), 1, MOST_SEATS);
        range("payload_spec.heartbeat_seconds", spec.heartbeatSeconds(), 0, LONGEST_SILENCE);
        if (kind.equals("simulated") && spec.heartbeatSeconds() != null && spec.heartbeatSeconds() > 0) {
            add("payload_spec.heartbeat_seconds", "cannot be asked of simulated payloads");
        }
        if (spec.ddosProtection() != null && !spec.ddosProtection().equals(NO_PROTECTION)) {
            add("payload_spec.ddos_protection", "must be " + NO_PROTECTION + ": there is no other here");
        }
        ports(orEmpty(spec.ports()));
        variables(orEmpty(spec.environmentVariables()));
        if (spec.resources() != null) {
            matches("payload_spec.resources.cpu", spec.resources().cpu(), CPU, "must be like 1.5 or 200m");
            matches("payload_spec.resources.memory", spec.resources().memory(), MEMORY, "must be like 100Mi or 1Gi");
        }
    }

    private void ports(List<PortBody> ports) {
        if (ports.size() > MOST_PORTS) {
            add("payload_spec.ports", "at most " + MOST_PORTS + " are allowed");
            return;
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < ports.size(); i++) {
            PortBody port = ports.get(i);
            String path = "payload_spec.ports[" + i + "]";
            if (port == null) {
                add(path, "must not be null");
                continue;
            }
            if (port.name() == null || !NAME.matcher(port.name()).matches() || !names.add(port.name())) {
                add(path + ".name", "must have 1 to 64 letters, digits, '-', '_' or '.', and be there once");
            }
            range(path + ".container_port", port.containerPort(), 1, 65_535);
            oneOf(path + ".port_policy", port.portPolicy(), PayloadSpec.PortPolicy.values());
            oneOf(path + ".protocol", port.protocol(), PayloadSpec.Protocol.values());
        }
    }

    private void variables(List<VariableBody> variables) {
        if (variables.size() > MOST_VARIABLES) {
            add("payload_spec.environment_variables", "at most " + MOST_VARIABLES + " are allowed");
            return;
        }
        for (int i = 0; i < variables.size(); i++) {
            VariableBody variable = variables.get(i);
            String path = "payload_spec.environment_variables[" + i + "]";
            if (variable == null || variable.value() == null || variable.value().length() > LONGEST_TEXT) {
                add(path + ".value", "must be there and have at most " + LONGEST_TEXT + " characters");
            } else if (variable.name() == null
                    || !VARIABLE.matcher(variable.name()).matches()) {
                add(path + ".name", "must be the name of an environment variable, at most 128 characters");
            } else if (RESERVED_VARIABLES.contains(variable.name())) {
                add(path + ".name", "is set by the system");
            }
        }
    }

    private void texts(String path, List<String> texts, int most) {
        if (texts.size() > most) {
            add(path, "at most " + most + " are allowed");
        }
        if (texts.stream().anyMatch(text -> text == null || text.length() > LONGEST_TEXT)) {
            add(path, "must have at most " + LONGEST_TEXT + " characters and not be null");
        }
    }

    private void range(String path, Number value, long least, long most) {
        if (value != null && (value.longValue() < least || value.longValue() > most)) {
            add(path, "must be " + least + " to " + most);
        }
    }

    private void matches(String path, String value, Pattern pattern, String message) {
        if (value != null && !pattern.matcher(value).matches()) {
            add(path, message);
        }
    }

    private void oneOf(String path, String value, Enum<?>[] allowed) {
        if (value != null && Stream.of(allowed).noneMatch(one -> one.name().equals(value))) {
            add(path, "must be one of " + List.of(allowed));
        }
    }

    private void add(String path, String message) {
        violations.add(new Violation(path, "invalid", message));
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return Optional.ofNullable(list).orElse(List.of());
    }
}
