package io.muster.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    @Test
    void readsTraceparent() {
        assertThat(TraceContext.fromTraceparent("00-" + TRACE + '-' + SPAN + "-01"))
                .isEqualTo(new TraceContext(TRACE, SPAN, true));
    }

    @Test
    void readsB3WhenThereIsNoTraceparent() {
        assertThat(TraceContext.fromHeaders(null, TRACE + '-' + SPAN + "-0"))
                .isEqualTo(new TraceContext(TRACE, SPAN, false));
    }

    @Test
    void fillsShortB3TraceIdsUp() {
        assertThat(TraceContext.fromHeaders(null, SPAN + '-' + SPAN).traceId()).isEqualTo("0".repeat(16) + SPAN);
    }

    @Test
    void prefersTraceparent() {
        String b3 = "1".repeat(32) + '-' + SPAN + "-1";
        assertThat(TraceContext.fromHeaders("00-" + TRACE + '-' + SPAN + "-00", b3)
                        .traceId())
                .isEqualTo(TRACE);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
            })
    void startsANewTraceWhenTheHeaderIsBad(String header) {
        TraceContext trace = TraceContext.fromTraceparent(header);
        assertThat(TraceContext.fromTraceparent(trace.traceparent())).isEqualTo(trace);
        assertThat(trace.traceId()).isNotEqualTo(TRACE);
    }

    @Property
    void takesAnyHeader(@ForAll String traceparent, @ForAll String b3) {
        TraceContext trace = TraceContext.fromHeaders(traceparent, b3);
        assertThat(trace.traceId()).matches("[0-9a-f]{32}");
        assertThat(trace.spanId()).matches("[0-9a-f]{16}");
    }

    @Test
    void childrenStayInTheTrace() {
        TraceContext parent = TraceContext.start();
        TraceContext child = parent.child();
        assertThat(child.traceId()).isEqualTo(parent.traceId());
        assertThat(child.spanId()).isNotEqualTo(parent.spanId());
        assertThat(TraceContext.fromHeaders(null, child.b3())).isEqualTo(child);
    }
}
