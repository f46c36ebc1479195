package io.muster.allocator.paging;

import io.muster.runtime.problem.Problems;

/** Sizes of pages. */
public final class Pages {

    private Pages() {}

    /** The size that was asked for; a 400 problem when it is not within the limits. */
    public static int size(int asked, int largest) {
        if (asked < 1 || asked > largest) {
            throw Problems.badRequest("limit", "must be 1 to " + largest);
        }
        return asked;
    }
}
