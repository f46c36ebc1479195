package io.muster.gameserver;

import java.time.Instant;

/** Lines on standard output, which the allocator keeps. */
final class Log {

    private Log() {}

    static void say(String text) {
        System.out.println(Instant.now() + " " + text);
    }
}
