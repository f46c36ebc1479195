package io.muster.gateway.socket;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts what goes over sockets, and why they are refused and closed. */
@ApplicationScoped
class SocketMetrics {

    private final MeterRegistry registry;

    SocketMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void sent(String topic) {
        registry.counter("muster.gateway.messages.sent", "topic", topic).increment();
    }

    void closed(String reason) {
        registry.counter("muster.gateway.sockets.closed", "reason", reason).increment();
    }

    void refused(String code) {
        registry.counter("muster.gateway.sockets.refused", "reason", code).increment();
    }
}
