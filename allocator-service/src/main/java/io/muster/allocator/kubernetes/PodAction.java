package io.muster.allocator.kubernetes;

import io.muster.allocator.payload.PayloadCommand;

/** What is to be done about a payload and its pods. */
sealed interface PodAction {

    /** Make the pod of this start, unless somebody has done so. */
    record Create(int attempt) implements PodAction {}

    /** Let it end, and be gone. */
    record Delete(PodView pod) implements PodAction {}

    /** Tell the payload what has become of its pod. */
    record Tell(PayloadCommand command) implements PodAction {}

    /** Tell the payload where its pod is. */
    record Place(PodView pod) implements PodAction {}
}
