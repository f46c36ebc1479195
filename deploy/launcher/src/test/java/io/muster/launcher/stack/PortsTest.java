package io.muster.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.launcher.LauncherException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void neverGivesAPortTwice() {
        Ports ports = new Ports(new Random(1));
        Set<Integer> given = new HashSet<>();

        for (int i = 0; i < 50; i++) {
            assertThat(given.add(ports.next())).isTrue();
        }
    }

    @Test
    void saysThatAPortIsTaken() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();

            assertThatThrownBy(() -> new Ports(new Random(1)).fixed(port))
                    .isInstanceOf(LauncherException.class)
                    .hasMessageContaining("port " + port + " is taken")
                    .hasMessageContaining("--port");
        }
    }
}
