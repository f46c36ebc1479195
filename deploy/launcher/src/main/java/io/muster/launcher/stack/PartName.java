package io.muster.launcher.stack;

import io.muster.launcher.LauncherException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parts of a stack, in the order in which they start; they stop in the opposite order. */
public enum PartName {
    POSTGRES("postgres", Kind.INFRASTRUCTURE),
    KAFKA("kafka", Kind.INFRASTRUCTURE),
    SESSION("session-service", Kind.SERVICE),
    TICKET("ticket-service", Kind.SERVICE),
    MATCH_FUNCTION("match-function-service", Kind.SERVICE),
    BACKFILL("backfill-service", Kind.SERVICE),
    ALLOCATOR("allocator-service", Kind.SERVICE),
    NOTIFICATION("notification-gateway", Kind.SERVICE),
    GATEWAY("api-gateway", Kind.EDGE);

    /** What a part is to the stack; parts of one kind start together. */
    public enum Kind {
        INFRASTRUCTURE,
        SERVICE,
        EDGE
    }

    private final String text;
    private final Kind kind;

    PartName(String text, Kind kind) {
        this.text = text;
        this.kind = kind;
    }

    /** The name users type, such as {@code ticket-service}. */
    public String text() {
        return text;
    }

    public Kind kind() {
        return kind;
    }

    /** Name of the service's database and of the role that owns it. */
    public String database() {
        return text.replace('-', '_');
    }

    public static List<PartName> services() {
        return Stream.of(values()).filter(name -> name.kind == Kind.SERVICE).toList();
    }

    /** Finds a part by the name a user typed. */
    public static PartName of(String text) {
        return find(text)
                .orElseThrow(() -> new LauncherException("there is no '" + text + "', known are "
                        + Stream.of(values()).map(PartName::text).collect(Collectors.joining(", "))));
    }

    private static Optional<PartName> find(String text) {
        return Stream.of(values()).filter(name -> name.text.equals(text)).findFirst();
    }
}
