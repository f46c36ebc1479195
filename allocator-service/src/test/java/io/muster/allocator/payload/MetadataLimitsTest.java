package io.muster.allocator.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetadataLimitsTest {

    @Test
    void takesKeysOf59CharactersAndNoMore() {
        assertThat(MetadataLimits.labelViolation("a".repeat(59), "v")).isEmpty();
        assertThat(MetadataLimits.labelViolation("a".repeat(60), "v").orElseThrow())
                .contains("59");
    }

    @Test
    void takesEmptyLabelValues() {
        assertThat(MetadataLimits.labelViolation("map", "")).isEmpty();
    }

    @Test
    void refusesLabelValuesOver63Characters() {
        assertThat(MetadataLimits.labelViolation("map", "a".repeat(64)).orElseThrow())
                .contains("63");
    }

    @Test
    void refusesKeysThatEndWithADash() {
        assertThat(MetadataLimits.annotationViolation("map-", "x")).isPresent();
    }

    @Test
    void takesAnyAnnotationValueUpToItsLimit() {
        assertThat(MetadataLimits.annotationViolation("map", "{\"a\": \"ä\"}")).isEmpty();
        assertThat(MetadataLimits.annotationViolation("map", "x".repeat(65_537)))
                .isPresent();
    }

    @Test
    void refusesTooManyLabels() {
        Map<String, String> labels = IntStream.range(0, 65).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v"));

        assertThat(MetadataLimits.violation(new Metadata(labels, Map.of())).orElseThrow())
                .contains("64");
    }
}
