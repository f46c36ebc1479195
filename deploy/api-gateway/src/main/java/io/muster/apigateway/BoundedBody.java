package io.muster.apigateway;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** A body that fails once it is longer than it may be; for requests that do not say their length beforehand. */
final class BoundedBody implements ReadStream<Buffer> {

    private final ReadStream<Buffer> body;
    private final long limit;
    private long seen;
    private Handler<Throwable> failureHandler = failure -> {};

    BoundedBody(ReadStream<Buffer> body, long limit) {
        this.body = body;
        this.limit = limit;
    }

    /** Whether it was longer than it may be. */
    boolean isTooLarge() {
        return seen > limit;
    }

    @Override
    public BoundedBody handler(Handler<Buffer> handler) {
        body.handler(
                handler == null
                        ? null
                        : chunk -> {
                            seen += chunk.length();
                            if (seen > limit) {
                                body.handler(ignored -> {});
                                failureHandler.handle(new IllegalStateException("more than " + limit + " bytes"));
                            } else {
                                handler.handle(chunk);
                            }
                        });
        return this;
    }

    @Override
    public BoundedBody exceptionHandler(Handler<Throwable> handler) {
        failureHandler = handler == null ? failure -> {} : handler;
        body.exceptionHandler(handler);
        return this;
    }

    @Override
    public BoundedBody pause() {
        body.pause();
        return this;
    }

    @Override
    public BoundedBody resume() {
        body.resume();
        return this;
    }

    @Override
    public BoundedBody fetch(long amount) {
        body.fetch(amount);
        return this;
    }

    @Override
    public BoundedBody endHandler(Handler<Void> handler) {
        body.endHandler(handler);
        return this;
    }
}
