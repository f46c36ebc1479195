package io.muster.ticket.intake;

import io.muster.runtime.problem.Violation;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a body, up to a limit that keeps the answer readable. */
final class Violations {

    private static final int MOST = 20;

    private final List<Violation> found = new ArrayList<>();

    void add(String path, String code, String message) {
        if (found.size() < MOST) {
            found.add(new Violation(path, code, message));
        }
    }

    void required(String path, String what) {
        add(path, "required", "must be " + what);
    }

    void type(String path, String what) {
        add(path, "wrong-type", "must be " + what);
    }

    void tooLong(String path, int limit, String unit) {
        add(path, "too-long", "must have at most " + limit + ' ' + unit);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<Violation> list() {
        return List.copyOf(found);
    }
}
