package io.muster.client.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.parsetools.RecordParser;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Reads server-sent events (WHATWG HTML, section 9.2): of each message its data, without names and ids. */
final class EventStream {

    private static final int LONGEST_MESSAGE = 4 << 20;
    private static final String DATA = "data:";

    private EventStream() {}

    /** Completes when the stream ends; fails when it breaks, or its receiver does. */
    static Future<Void> read(HttpClientResponse stream, Consumer<Buffer> receiver) {
        Promise<Void> end = Promise.promise();
        RecordParser.newDelimited("\n\n", stream)
                .maxRecordSize(LONGEST_MESSAGE)
                .exceptionHandler(failure -> {
                    end.tryFail(failure);
                    stream.request().reset();
                })
                .endHandler(_ -> end.tryComplete())
                .handler(message -> {
                    try {
                        receiver.accept(data(message));
                    } catch (RuntimeException e) {
                        end.tryFail(e);
                        stream.request().reset();
                    }
                });
        return end.future();
    }

    private static Buffer data(Buffer message) {
        return Buffer.buffer(message.toString()
                .lines()
                .filter(line -> line.startsWith(DATA))
                .map(line -> line.substring(DATA.length()).stripLeading())
                .collect(Collectors.joining("\n")));
    }
}
