package io.muster.allocator.console;

import io.muster.allocator.allocation.Allocation;
import io.muster.allocator.payload.Payload;
import io.muster.allocator.payload.PayloadBody;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a listener has been told so far of an allocation and its payloads. Not for use by several threads at a time. */
final class KnownState {

    private final Map<String, Long> versions = new HashMap<>();
    private AllocationChangeBody allocation;

    /** What is new. The status of an allocation changes without a new version, so what is shown is compared. */
    List<ChangeBody> changes(List<Allocation> found, List<Payload> payloads) {
        List<ChangeBody> changes = new ArrayList<>();
        found.stream()
                .map(AllocationChangeBody::of)
                .filter(now -> !now.equals(allocation))
                .forEach(now -> {
                    allocation = now;
                    changes.add(ChangeBody.of(now));
                });
        changes.addAll(changes(payloads));
        return changes;
    }

    private List<ChangeBody> changes(List<Payload> payloads) {
        List<ChangeBody> changes = new ArrayList<>();
        Set<String> gone = new HashSet<>(versions.keySet());
        for (Payload payload : payloads) {
            gone.remove(payload.uid());
            Long before = versions.put(payload.uid(), payload.version());
            if (before == null || before != payload.version()) {
                changes.add(ChangeBody.of(PayloadBody.of(payload)));
            }
        }
        gone.forEach(uid -> {
            versions.remove(uid);
            changes.add(ChangeBody.gone(uid));
        });
        return changes;
    }
}
