package io.muster.allocator.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.allocator.allocation.RuntimeKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever happens to a payload, in whatever order. */
class PayloadLifecyclePropertiesTest {

    @Property(tries = 2_000)
    void everyStepIsLegalAndRaisesTheVersionByOne(
            @ForAll("histories") List<PayloadCommand> commands, @ForAll RuntimeKind runtime) {
        Payload payload = Payloads.created("a", runtime, 2);
        Instant now = Payloads.NOW;
        for (PayloadCommand command : commands) {
            now = now.plusSeconds(40);
            PayloadDecision decision = PayloadLifecycle.decide(payload, command, Payloads.TERMS, now);
            assertThat(decision.accepted() || decision.changes().isEmpty()).isTrue();
            for (PayloadChange change : decision.changes()) {
                Payload next = PayloadLifecycle.apply(payload, change);
                assertThat(next.version()).isEqualTo(payload.version() + 1);
                assertThat(next.state() == payload.state()
                                || payload.state().next().contains(next.state()))
                        .as("%s -> %s by %s", payload.state(), next.state(), command)
                        .isTrue();
                assertThat(next.seats().taken() > 0).isEqualTo(next.hold() != null);
                payload = next;
            }
            if (decision.removal() != null) {
                assertThat(payload.state().ending()).isTrue();
                return;
            }
        }
    }

    @Provide
    Arbitrary<List<PayloadCommand>> histories() {
        return Arbitraries.<PayloadCommand>of(
                        new PayloadCommand.Prepare(new Endpoint("h", Map.of("default", 1))),
                        new PayloadCommand.Launch(),
                        new PayloadCommand.FailToLaunch("no port"),
                        new PayloadCommand.ReportReady(),
                        Payloads.reserve("s"),
                        new PayloadCommand.GiveBack("session-ended"),
                        new PayloadCommand.SetMetadata(Metadata.label("map", "a")),
                        new PayloadCommand.RemoveLabel("map"),
                        new PayloadCommand.ShutDown("deleted", false),
                        new PayloadCommand.ShutDown("deleted", true),
                        new PayloadCommand.RootExited(0),
                        new PayloadCommand.RootExited(1),
                        new PayloadCommand.MissHeartbeat(),
                        new PayloadCommand.Clear(),
                        new PayloadCommand.Due())
                .list()
                .ofMaxSize(30);
    }
}
