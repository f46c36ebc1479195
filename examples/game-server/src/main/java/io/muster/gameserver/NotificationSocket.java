package io.muster.gameserver;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The socket for notifications: keeps it open, comes back with growing waits when it is lost, hands complete messages
 * over. Close codes above 4000 say that coming back is of no use. One thread looks after it.
 */
final class NotificationSocket implements AutoCloseable {

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long FIRST_WAIT_MILLIS = 500;
    private static final long LONGEST_WAIT_MILLIS = 30_000;
    private static final int LAST_TEMPORARY_CODE = 4_000;
    private static final int LOST = 1_006;
    private static final int LONGEST_MESSAGE = 1 << 20;

    private final HttpClient http;
    private final Settings settings;
    private final Consumer<String> messages;
    private final Thread thread = Thread.ofVirtual().name("socket").unstarted(this::run);
    private long waitMillis = FIRST_WAIT_MILLIS;

    /**
     * Not open yet.
     *
     * @param messages called for one message after the other
     */
    NotificationSocket(HttpClient http, Settings settings, Consumer<String> messages) {
        this.http = http;
        this.settings = settings;
        this.messages = messages;
    }

    /** Opens it, and keeps it open until it is closed. */
    void open() {
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (connection() <= LAST_TEMPORARY_CODE) {
                long wait = waitMillis / 2 + ThreadLocalRandom.current().nextLong(waitMillis / 2 + 1);
                waitMillis = Math.min(waitMillis * 2, LONGEST_WAIT_MILLIS);
                Thread.sleep(wait);
            }
        } catch (InterruptedException e) {
            Log.say("socket is closed");
        }
    }

    /** One connection from its beginning to its end; answers the code it was closed with. */
    private int connection() throws InterruptedException {
        Reader reader = new Reader(messages);
        try {
            WebSocket socket = http.newWebSocketBuilder()
                    .header("Authorization", "Bearer " + settings.token().orElseThrow())
                    .header("X-Ab-ServerID", settings.serverId())
                    .header("X-Ab-Custom", "false")
                    .buildAsync(URI.create(settings.gatewayUrl().orElseThrow()), reader)
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Log.say("socket is open");
            waitMillis = FIRST_WAIT_MILLIS;
            return hold(socket, reader.closed);
        } catch (ExecutionException | TimeoutException e) {
            Log.say("socket is lost: " + e);
            return LOST;
        }
    }

    /** Game engines send an empty message to keep it alive, instead of a ping. */
    private static int hold(WebSocket socket, CompletableFuture<Integer> closed)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            while (true) {
                try {
                    return closed.get(KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS);
                } catch (TimeoutException e) {
                    socket.sendText("", true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                }
            }
        } finally {
            socket.abort();
        }
    }

    /** Puts messages together. */
    private static final class Reader implements WebSocket.Listener {

        private final Consumer<String> messages;
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder partial = new StringBuilder();

        Reader(Consumer<String> messages) {
            this.messages = messages;
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (partial.length() > LONGEST_MESSAGE) {
                closed.completeExceptionally(new IllegalStateException("a message exceeds " + LONGEST_MESSAGE));
                return null;
            }
            if (last) {
                String message = partial.toString();
                partial.setLength(0);
                if (!message.isEmpty()) {
                    messages.accept(message);
                }
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            Log.say("socket was closed with code " + code + " " + reason);
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.completeExceptionally(error);
        }
    }
}
