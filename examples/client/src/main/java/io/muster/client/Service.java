package io.muster.client;

/** The services with a public API, by the name they have everywhere. */
public enum Service {
    TICKET("ticket-service"),
    MATCH_FUNCTION("match-function-service"),
    SESSION("session-service"),
    BACKFILL("backfill-service"),
    ALLOCATOR("allocator-service"),
    NOTIFICATION_GATEWAY("notification-gateway");

    private final String serviceName;

    Service(String serviceName) {
        this.serviceName = serviceName;
    }

    public String serviceName() {
        return serviceName;
    }
}
