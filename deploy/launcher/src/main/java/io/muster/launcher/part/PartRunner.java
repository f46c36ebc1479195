package io.muster.launcher.part;

import io.muster.launcher.process.ProcessSpec;
import io.muster.launcher.stack.Part;
import java.io.IOException;
import java.time.Duration;

/** How one kind of part is prepared, started and found ready. */
public interface PartRunner {

    /** Lays out files before a start; does nothing that a running replica would notice. */
    void prepare(Part part) throws IOException;

    ProcessSpec spec(Part part);

    /** Whether it does its work now. Answers within about two seconds. */
    boolean isReady(Part part);

    /** The signal that asks it to stop in order. */
    default String stopSignal() {
        return "TERM";
    }

    /** How long it may take to stop in order before it is ended. */
    default Duration stopPatience() {
        return Duration.ofSeconds(15);
    }
}
