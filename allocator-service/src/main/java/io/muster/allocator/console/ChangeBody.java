package io.muster.allocator.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.allocator.payload.PayloadBody;

/**
 * A change of an allocation or of one of its payloads.
 *
 * @param uid of the payload; missing when the allocation itself has changed
 * @param payload as it is now; null when it is gone
 * @param allocation as it is now; missing when a payload has changed
 */
public record ChangeBody(
        @JsonInclude(JsonInclude.Include.NON_NULL) String uid,
        PayloadBody payload,
        @JsonInclude(JsonInclude.Include.NON_NULL) AllocationChangeBody allocation) {

    static ChangeBody of(PayloadBody payload) {
        return new ChangeBody(payload.uid(), payload, null);
    }

    static ChangeBody gone(String uid) {
        return new ChangeBody(uid, null, null);
    }

    static ChangeBody of(AllocationChangeBody allocation) {
        return new ChangeBody(null, null, allocation);
    }
}
