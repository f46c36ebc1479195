package io.muster.launcher.control;

import io.muster.launcher.process.Sweep;
import io.muster.launcher.stack.Part;
import io.muster.launcher.stack.PartName;
import io.muster.launcher.stack.StackState;
import java.util.List;
import java.util.Optional;

/** Stops a stack in the order opposite to its start, and sweeps up what it left behind. */
public final class Shutdown {

    private final Stack stack;
    private final Output output;

    public Shutdown(Stack stack, Output output) {
        this.stack = stack;
        this.output = output;
    }

    /** Answers whether there was a stack to stop. */
    public boolean stopAll() {
        Optional<StackState> state = stack.state();
        state.ifPresent(this::stop);
        return state.isPresent();
    }

    private void stop(StackState state) {
        Sweep sweep = new Sweep(state, stack.folder().temporary());
        stop(state, PartName.Kind.EDGE);
        stop(state, PartName.Kind.SERVICE);
        stack.stop(state.all(PartName.KAFKA));
        stack.stop(state.all(PartName.POSTGRES));
        int rest = sweep.killRest();
        if (rest > 0) {
            output.line("  ended " + rest + (rest == 1 ? " process" : " processes") + " that had been left behind");
        }
        stack.forget();
    }

    private void stop(StackState state, PartName.Kind kind) {
        List<Part> parts = state.parts().stream()
                .filter(part -> part.id().name().kind() == kind)
                .toList();
        stack.stop(parts);
    }
}
