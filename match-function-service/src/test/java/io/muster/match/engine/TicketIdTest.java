package io.muster.match.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketIdTest {

    @Property
    void saysWhatUuidSays(@ForAll long high, @ForAll long low) {
        String text = new UUID(high, low).toString();
        assertThat(TicketId.of(text)).hasToString(text).isEqualTo(TicketId.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "1-1-1-1-1",
                "0199AAAA-0000-7000-8000-000000000001",
                "0199aaaa-0000-7000-8000-00000000000g",
                "0199aaaa00007000-8000-00000000000000"
            })
    void keepsEveryOtherTextAsItIs(String text) {
        assertThat(TicketId.of(text)).hasToString(text).isEqualTo(TicketId.of(text));
    }

    @Example
    void tellsLettersOfDifferentCaseApart() {
        assertThat(TicketId.of("0199AAAA-0000-7000-8000-000000000001"))
                .isNotEqualTo(TicketId.of("0199aaaa-0000-7000-8000-000000000001"));
    }
}
