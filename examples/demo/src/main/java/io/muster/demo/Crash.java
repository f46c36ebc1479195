package io.muster.demo;

import io.muster.client.allocation.Payload;
import java.util.List;
import java.util.Map;

/** Makes a game server crash: its process gets signal 9. */
final class Crash {

    /** Under which the game server tells its process id through the Payload Local API. */
    private static final String PID = "pid";

    /**
     * Kills the process of a server and answers its id.
     *
     * @param serverId {@code ds_<uid>}
     */
    long kill(String serverId, List<Payload> payloads) {
        Payload payload = payloads.stream()
                .filter(one -> serverId.equals("ds_" + one.uid()))
                .findFirst()
                .orElseThrow(() -> new StoryFailed("server " + serverId + " is not among " + payloads, null));
        Map<String, String> annotations =
                payload.metadata() == null ? Map.of() : payload.metadata().annotations();
        String pid = annotations == null ? null : annotations.get(PID);
        if (pid == null) {
            throw new StoryFailed("payload " + payload.id() + " does not tell its process id: " + payload, null);
        }
        ProcessHandle process = ProcessHandle.of(Long.parseLong(pid))
                .orElseThrow(() -> new StoryFailed("process " + pid + " is not there", null));
        process.destroyForcibly();
        return process.pid();
    }
}
