package io.muster.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackedTraceTest {

    @Property
    void keepsEveryTraceparent(
            @ForAll long high,
            @ForAll @LongRange(min = 1) long low,
            @ForAll @LongRange(min = 1) long span,
            @ForAll boolean sampled) {
        PackedTrace packed = new PackedTrace(high, low, span, sampled);

        assertThat(PackedTrace.of(packed.traceparent())).isEqualTo(packed);
        assertThat(packed.traceparent())
                .isEqualTo(TraceContext.fromTraceparent(packed.traceparent()).traceparent());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "00-4bf9-00f0-01", "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01"})
    void isNoneWithoutTrace(String traceparent) {
        assertThat(PackedTrace.of(traceparent)).isEqualTo(PackedTrace.NONE);
        assertThat(PackedTrace.NONE.traceparent()).isNull();
    }
}
