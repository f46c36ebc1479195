package io.muster.allocator.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.allocator.allocation.PayloadSpec;
import io.muster.allocator.payload.Payloads;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PayloadEnvironmentTest {

    @Test
    void tellsPortsAndIdentity() {
        Map<String, String> environment = PayloadEnvironment.of(
                Payloads.starting("u1").identity(), Payloads.starting("u1").endpoint(), spec("x"), Map.of());

        assertThat(environment)
                .containsEntry("MUSTER_PORT", "7000")
                .containsEntry("MUSTER_PORT_DEFAULT", "7000")
                .containsEntry("MUSTER_SERVER_ID", "ds_u1");
    }

    @Test
    void letsTheSystemWinOverTheSpecification() {
        Map<String, String> system = new HashMap<>();
        system.put("GAME_MODE", "system");
        system.put("MUSTER_SERVER_TOKEN", null);

        assertThat(PayloadEnvironment.of(
                        Payloads.starting("u1").identity(),
                        Payloads.starting("u1").endpoint(),
                        spec("x"),
                        system))
                .containsEntry("GAME_MODE", "system")
                .doesNotContainKey("MUSTER_SERVER_TOKEN");
    }

    @Test
    void fillsVariablesIntoArguments() {
        List<String> command =
                PayloadEnvironment.command(spec("-port=$(MUSTER_PORT)", "$(NOBODY)"), Map.of("MUSTER_PORT", "7000"));

        assertThat(command).containsExactly("game", "-port=7000", "$(NOBODY)");
    }

    @Test
    void makesSocketAddressesOfGatewayAddresses() {
        assertThat(ServerSocketAddress.of("http://localhost:8080")).isEqualTo("ws://localhost:8080/dshub/");
        assertThat(ServerSocketAddress.of("https://play.example/")).isEqualTo("wss://play.example/dshub/");
        assertThat(ServerSocketAddress.of("ws://localhost:1/dshub/")).isEqualTo("ws://localhost:1/dshub/");
    }

    private static PayloadSpec spec(String... arguments) {
        return new PayloadSpec(
                null,
                "game",
                List.of(arguments),
                List.of(),
                null,
                null,
                List.of(new PayloadSpec.EnvironmentVariable("GAME_MODE", "duel")),
                1,
                0);
    }
}
