package io.muster.match.function;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Lines that wait to be written. Bounded: what does not fit is dropped. Plain Java; any thread. */
final class LogBuffer {

    private final BlockingQueue<LogLine> waiting;

    LogBuffer(int max) {
        this.waiting = new ArrayBlockingQueue<>(max);
    }

    /** False when the line was dropped. */
    boolean add(LogLine line) {
        return waiting.offer(line);
    }

    /** Takes the oldest lines out. */
    List<LogLine> take(int max) {
        List<LogLine> taken = new ArrayList<>();
        waiting.drainTo(taken, max);
        return taken;
    }
}
