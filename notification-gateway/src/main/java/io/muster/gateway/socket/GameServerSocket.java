package io.muster.gateway.socket;

import io.muster.gateway.delivery.Letter;
import io.muster.gateway.delivery.Receiver;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * One open socket. Its state is touched on its own event loop only; the calls of {@link Receiver} go there first.
 *
 * <p>Bounds: messages wait in a bounded queue while the socket does not take them, and when the queue is full or nothing
 * moves for too long, the socket is closed with 4408. What was not written stays undelivered and is sent after the next
 * connect.
 */
final class GameServerSocket implements Receiver {

    private static final int REMEMBERED = 1024;
    private static final int MISSED_PINGS = 2;
    private static final Buffer PING = Buffer.buffer("muster");

    private final SocketService service;
    private final Vertx vertx;
    private final ServerWebSocket socket;
    private final Channel channel;
    private final Context context;
    private final String namespace;
    private final String serverId;
    private final String connectionId;
    private final Instant connectedAt;
    private final Instant tokenExpiresAt;
    private final SendQueue queue;
    private final FrameBudget frames;
    private final Set<String> sent = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });
    private Instant nextPing;
    private int unansweredPings;
    private long timer;
    private String closeReason;
    private boolean gone;

    GameServerSocket(
            SocketService service,
            Vertx vertx,
            ServerWebSocket socket,
            Channel channel,
            Admission.Admitted server,
            String connectionId,
            Instant tokenExpiresAt) {
        this.service = service;
        this.vertx = vertx;
        this.socket = socket;
        this.channel = channel;
        this.context = vertx.getOrCreateContext();
        this.namespace = server.namespace();
        this.serverId = server.serverId();
        this.connectionId = connectionId;
        this.connectedAt = service.now();
        this.tokenExpiresAt = tokenExpiresAt;
        this.queue =
                new SendQueue(service.limits().queueBytes(), service.limits().queueMessages());
        this.frames = new FrameBudget(service.limits().inboundPerMinute(), connectedAt);
        this.nextPing = connectedAt.plus(service.limits().pingInterval());
    }

    /** Starts the conversation; on the socket's event loop, right after the handshake. */
    void open() {
        socket.setWriteQueueMaxSize(service.limits().sendBuffer());
        socket.frameHandler(frame -> received());
        socket.pongHandler(pong -> unansweredPings = 0);
        socket.drainHandler(drained -> flush());
        socket.exceptionHandler(failure -> {}); // the close handler follows and says all there is to say
        socket.closeHandler(closed -> ended());
        timer = vertx.setPeriodic(service.limits().tick().toMillis(), any -> tick());
        push(service.greeting(this), () -> {});
        service.opened(this);
    }

    /** A game server has nothing to say: empty texts are its keep-alive, anything else is ignored as well. */
    private void received() {
        if (!frames.take(service.now())) {
            close(CloseCode.TOO_MANY_FRAMES);
        }
    }

    @Override
    public void offer(Letter letter) {
        context.runOnContext(any -> send(letter));
    }

    /** Sends a message unless it was sent before; on the socket's event loop. */
    void send(Letter letter) {
        if (closeReason == null && sent.add(letter.notificationId())) {
            service.ready(this, letter)
                    .ifPresent(ready ->
                            push(ready.text(), () -> service.delivered(ready.notification(), letter.traceparent())));
        }
    }

    private void push(String text, Runnable whenWritten) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (queue.offer(new SendQueue.Entry(text, bytes, whenWritten))) {
            flush();
        } else {
            close(CloseCode.SLOW);
        }
    }

    private void flush() {
        while (closeReason == null && !queue.isEmpty() && !socket.writeQueueFull()) {
            SendQueue.Entry entry = queue.take(service.now());
            socket.writeTextMessage(entry.text()).onSuccess(written -> {
                queue.written(service.now());
                entry.whenWritten().run();
            });
        }
    }

    private void tick() {
        Instant now = service.now();
        if (queue.isStuck(now, service.limits().slowLimit())) {
            close(CloseCode.SLOW);
        } else if (!now.isBefore(tokenExpiresAt)) {
            close(CloseCode.TOKEN_EXPIRED);
        } else if (!now.isBefore(nextPing)) {
            ping(now);
        }
    }

    private void ping(Instant now) {
        if (unansweredPings >= MISSED_PINGS) {
            close(CloseCode.NO_PONG);
            return;
        }
        unansweredPings++;
        nextPing = now.plus(service.limits().pingInterval());
        socket.writePing(PING);
    }

    @Override
    public void replaced() {
        context.runOnContext(any -> close(CloseCode.REPLACED));
    }

    @Override
    public void restart() {
        context.runOnContext(any -> close(CloseCode.SERVICE_RESTART));
    }

    private void close(CloseCode why) {
        if (closeReason != null) {
            return;
        }
        closeReason = why.reason();
        socket.close(why.code(), why.reason());
        vertx.setTimer(service.limits().closeGrace().toMillis(), any -> cut());
    }

    /**
     * A peer that does not read never sees the goodbye. The close goes past the handlers of the channel, which would
     * first flush what cannot be flushed, and with no linger the kernel drops at once what waits for the peer.
     */
    private void cut() {
        if (!gone) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            var _ = channel.pipeline().firstContext().close();
        }
    }

    private void ended() {
        gone = true;
        vertx.cancelTimer(timer);
        String reason = closeReason != null ? closeReason : "by the server";
        closeReason = reason;
        service.closed(this, reason);
    }

    @Override
    public String namespace() {
        return namespace;
    }

    @Override
    public String serverId() {
        return serverId;
    }

    @Override
    public String connectionId() {
        return connectionId;
    }

    @Override
    public Instant connectedAt() {
        return connectedAt;
    }
}
