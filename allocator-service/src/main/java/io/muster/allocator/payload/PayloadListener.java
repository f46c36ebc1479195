package io.muster.allocator.payload;

import java.util.List;

/** Is told of changes of payloads that this replica has committed. Must not block; may be called from any thread. */
public interface PayloadListener {

    void changed(List<PayloadOutcome> outcomes);
}
