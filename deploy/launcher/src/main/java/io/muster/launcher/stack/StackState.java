package io.muster.launcher.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A running stack as its state file knows it. Immutable.
 *
 * @param parts in start order
 * @param earlier processes that have been replaced by a restart; what they left behind is swept at the end
 */
public record StackState(List<Part> parts, List<Part> earlier) {

    public StackState {
        parts = List.copyOf(parts);
        earlier = List.copyOf(earlier);
    }

    public Part only(PartName name) {
        return all(name).getFirst();
    }

    public List<Part> all(PartName name) {
        return parts.stream().filter(part -> part.id().name() == name).toList();
    }

    /** Replaces what is known about one process; the old one is kept among the earlier ones if it ever ran. */
    public StackState with(Part changed) {
        List<Part> newParts = new ArrayList<>();
        List<Part> newEarlier = new ArrayList<>(earlier);
        for (Part part : parts) {
            if (part.id().equals(changed.id())) {
                newParts.add(changed);
                if (part.pid() != 0 && part.pid() != changed.pid()) {
                    newEarlier.add(part);
                }
            } else {
                newParts.add(part);
            }
        }
        return new StackState(newParts, newEarlier);
    }

    /** Every process this stack ever had. */
    public Stream<Part> everStarted() {
        return Stream.concat(earlier.stream(), parts.stream()).filter(part -> part.pid() != 0);
    }
}
