package io.muster.allocator.payload;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Payloads this replica has changed whose time will come, by that time. It only saves looking for them: what it has
 * forgotten, or never knew because another replica changed it, is found in the table a moment later.
 *
 * <p>Safe for use by several threads; no call waits for anything. Holds no more than the payloads there are, and those that
 * another replica has removed until their time has come.
 */
@ApplicationScoped
public class DueTimesListener implements PayloadListener {

    private final Map<String, Payload> byUid = new HashMap<>();
    private final NavigableSet<Payload> byTime =
            new TreeSet<>(Comparator.comparing(Payload::dueAt).thenComparing(Payload::uid));

    @Override
    public synchronized void changed(List<PayloadOutcome> outcomes) {
        for (PayloadOutcome outcome : outcomes) {
            Payload payload = outcome.after();
            Payload known = byUid.get(payload.uid());
            if (known != null && known.version() > payload.version()) {
                continue;
            }
            if (known != null) {
                forget(known);
            }
            if (!outcome.removed() && payload.dueAt() != null && payload.state().timed()) {
                byUid.put(payload.uid(), payload);
                byTime.add(payload);
            }
        }
    }

    /** Those whose time has come, the first ones first, as they were last seen here; they are forgotten. */
    synchronized List<Payload> take(Instant now, int most) {
        List<Payload> due = new ArrayList<>();
        for (Payload payload : byTime) {
            if (due.size() == most || payload.dueAt().isAfter(now)) {
                break;
            }
            due.add(payload);
        }
        due.forEach(this::forget);
        return due;
    }

    private void forget(Payload payload) {
        byUid.remove(payload.uid());
        byTime.remove(payload);
    }
}
