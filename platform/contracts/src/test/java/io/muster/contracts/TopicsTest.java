package io.muster.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TopicsTest {

    private final ObjectMapper mapper = GoldenSamples.mapper();

    static Stream<Arguments> types() {
        return Topics.all().stream()
                .flatMap(topic -> topic.types().entrySet().stream()
                        .map(type -> Arguments.of(topic, type.getKey(), type.getValue())));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("types")
    void everyTypeReadsAndWritesItsGoldenSample(Topic<?> topic, String type, Class<? extends Event> eventClass)
            throws Exception {
        JsonNode sample = mapper.readTree(GoldenSamples.json(type));

        Event event = mapper.treeToValue(sample, eventClass);

        assertThat(mapper.readTree(mapper.writeValueAsString(event))).isEqualTo(sample);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("types")
    void everyTypeIgnoresFieldsOfTheFuture(Topic<?> topic, String type, Class<? extends Event> eventClass)
            throws Exception {
        ObjectNode sample = (ObjectNode) mapper.readTree(GoldenSamples.json(type));
        sample.put("addedLater", true);

        Event event = mapper.treeToValue(sample, eventClass);

        assertThat(event.subject()).isNotBlank();
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("types")
    void typeNamesArePastTenseKebabCaseWithAVersion(Topic<?> topic, String type, Class<? extends Event> eventClass) {
        String kebab =
                eventClass.getSimpleName().replaceAll("(?<!^)([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);

        assertThat(type).isEqualTo(kebab + ".v1");
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyEventOfATopicIsInItsCatalogue(Topic<?> topic) {
        assertThat(Set.copyOf(topic.types().values()))
                .isEqualTo(Set.copyOf(Arrays.asList(topic.base().getPermittedSubclasses())));
    }

    static List<Topic<?>> topics() {
        return Topics.all();
    }

    @Test
    void topicNamesAreUniqueAndVersioned() {
        Map<String, Long> counts =
                Topics.all().stream().collect(Collectors.groupingBy(Topic::name, Collectors.counting()));

        assertThat(counts.values()).containsOnly(1L);
        assertThat(counts.keySet()).allMatch(name -> name.matches("muster\\.[a-z]+\\.v1"));
    }

    @Test
    void topicsByPoolCarryPooledEventsOnly() {
        assertThat(Topics.all().stream().filter(topic -> topic.partitioning() == Topic.Partitioning.BY_POOL))
                .allMatch(topic -> PooledEvent.class.isAssignableFrom(topic.base()));
    }

    @Test
    void topicsByPoolHaveTheSameNumberOfPartitions() {
        assertThat(Topics.all().stream()
                        .filter(topic -> topic.partitioning() == Topic.Partitioning.BY_POOL)
                        .map(Topic::partitions))
                .containsOnly(Topics.PARTITIONS);
    }
}
