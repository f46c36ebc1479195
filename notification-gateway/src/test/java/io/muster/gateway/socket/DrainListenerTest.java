package io.muster.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.gateway.GatewayConfig;
import io.muster.gateway.delivery.Connections;
import io.muster.gateway.delivery.FakeReceiver;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrainListenerTest {

    private final Connections connections = new Connections();
    private final DrainListener drain = new DrainListener(
            connections,
            new SmallRyeConfigBuilder()
                    .withMapping(GatewayConfig.class)
                    .withDefaultValue("muster.gateway.socket.drain-time", "PT0.4S")
                    .withDefaultValue("muster.gateway.socket.drain-batch", "2")
                    .build()
                    .getConfigMapping(GatewayConfig.class));

    @Test
    void sendsEverySocketAway() {
        List<FakeReceiver> servers = IntStream.range(0, 5)
                .mapToObj(number -> new FakeReceiver("demo", "ds_" + number, "c" + number, Instant.EPOCH))
                .toList();
        servers.forEach(connections::put);

        drain.drain(new ShutdownEvent());

        assertThat(servers).allMatch(FakeReceiver::wasSentAway);
    }

    @Test
    void waitsNoLongerThanItsTimeForServersThatDoNotGo() {
        connections.put(new FakeReceiver("demo", "ds_1", "c1", Instant.EPOCH));
        long start = System.nanoTime();

        drain.drain(new ShutdownEvent());

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void takesNoSocketMore() {
        assertThat(drain.isDraining()).isFalse();

        drain.drain(new ShutdownEvent());

        assertThat(drain.isDraining()).isTrue();
    }
}
