package io.muster.launcher.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.launcher.stack.Part;
import io.muster.launcher.stack.PartName;
import io.muster.launcher.stack.Ports;
import io.muster.launcher.stack.StackState;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StackPlanTest {

    @Test
    void laysOneProcessOfEverything() {
        StackState state = lay(Map.of());

        assertThat(state.parts()).extracting(part -> part.id().name()).containsExactly(PartName.values());
    }

    @Test
    void laysReplicasAsAsked() {
        StackState state = lay(Map.of(PartName.TICKET, 3));

        assertThat(state.all(PartName.TICKET))
                .extracting(part -> part.id().toString())
                .containsExactly("ticket-service/1", "ticket-service/2", "ticket-service/3");
    }

    @Test
    void givesEveryProcessPortsOfItsOwn() {
        List<Part> parts = lay(Map.of(PartName.TICKET, 3)).parts();

        assertThat(parts.stream()
                        .flatMapToInt(part -> IntStream.of(part.port(), part.managementPort()))
                        .filter(port -> port != 0)
                        .boxed())
                .doesNotHaveDuplicates();
    }

    @Test
    void remembersWhatARestartReplaced() {
        StackState state = lay(Map.of());
        Part first = state.only(PartName.TICKET).started(11, 1);
        Part second = first.started(12, 2);

        StackState after = state.with(first).with(second);

        assertThat(after.everStarted()).containsExactly(first, second);
    }

    private static StackState lay(Map<PartName, Integer> replicas) {
        return new StackPlan(0, replicas).lay(new Ports(new Random(1)));
    }
}
