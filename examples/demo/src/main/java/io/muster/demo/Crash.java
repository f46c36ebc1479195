package io.muster.demo;

import java.util.Arrays;
import java.util.stream.Stream;

/** Makes a game server of this machine crash: its process gets signal 9. */
final class Crash {

    private Crash() {}

    /**
     * Kills the process of a server and answers its id. The allocator watches each payload through a process of its own,
     * which has the server's id among its arguments; the game server is the child of that.
     *
     * @param serverId {@code ds_<uid>}
     */
    static long kill(String serverId) {
        ProcessHandle process = ProcessHandle.allProcesses()
                .filter(one -> arguments(one).anyMatch(serverId::equals))
                .flatMap(ProcessHandle::children)
                .findFirst()
                .orElseThrow(() -> new StoryFailed("server " + serverId + " has no process on this machine", null));
        if (!process.destroyForcibly()) {
            throw new StoryFailed("process " + process.pid() + " cannot be killed", null);
        }
        return process.pid();
    }

    private static Stream<String> arguments(ProcessHandle process) {
        return process.info().arguments().stream().flatMap(Arrays::stream);
    }
}
