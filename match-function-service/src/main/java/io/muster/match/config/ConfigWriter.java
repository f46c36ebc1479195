package io.muster.match.config;

import io.muster.match.rules.CountRange;
import io.muster.match.rules.Filter;
import io.muster.match.rules.Hosting;
import io.muster.match.rules.MatchConfig;
import io.muster.match.rules.MatchDefinition;
import io.muster.match.rules.PoolDefinition;
import io.muster.match.rules.Relaxation;
import io.muster.match.rules.Rule;
import io.muster.match.rules.TeamDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes the canonical form: camelCase, the default pool at the top, filtered pools beside it. {@link ConfigReader} reads
 * it back to an equal config.
 */
public final class ConfigWriter {

    private ConfigWriter() {}

    /** The canonical document; optional things that are not set are left out. */
    public static Map<String, Object> write(MatchConfig config) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", config.name());
        document.put("enabled", config.enabled());
        document.put("function", config.function());
        document.put("maxPlayersPerTicket", config.maxPlayersPerTicket());
        if (config.defaultPool() != null) {
            putPool(document, config.defaultPool());
        } else {
            config.mainPool().ifPresent(pool -> document.put("timeoutSeconds", pool.timeoutSeconds()));
        }
        if (!config.filteredPools().isEmpty()) {
            document.put(
                    "filteredPools",
                    config.filteredPools().stream()
                            .map(ConfigWriter::filteredPool)
                            .toList());
        }
        return document;
    }

    private static Map<String, Object> filteredPool(PoolDefinition pool) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", pool.name());
        document.put("enabled", pool.enabled());
        document.put(
                "filters", pool.filters().stream().map(ConfigWriter::filter).toList());
        putPool(document, pool);
        return document;
    }

    private static void putPool(Map<String, Object> document, PoolDefinition pool) {
        document.put("timeoutSeconds", pool.timeoutSeconds());
        document.put("backfillEnabled", pool.backfillEnabled());
        document.put("secret", pool.secret());
        document.put("matchHosting", hosting(pool.hosting()));
        if (pool.defaultRegion() != null) {
            document.put("defaultQosRegion", pool.defaultRegion());
        }
        document.put("matchDefinition", definition(pool.definition()));
    }

    private static Map<String, Object> hosting(Hosting hosting) {
        return switch (hosting) {
            case Hosting.Allocate allocate -> ordered("type", "Allocate", "allocation", allocate.allocation());
            case Hosting.MatchId matchId -> ordered("type", "MatchId");
            case Hosting.External external -> ordered("type", "External");
        };
    }

    private static Map<String, Object> filter(Filter filter) {
        return switch (filter) {
            case Filter.Compare compare ->
                ordered(
                        "attribute",
                        compare.attribute(),
                        "operator",
                        camel(compare.operator().name(), true),
                        "value",
                        compare.value());
            case Filter.Expression expression ->
                ordered("operator", "CommonExpressionLanguage", "value", expression.text());
            case Filter.Range range -> {
                Map<String, Object> document =
                        ordered("attribute", range.attribute(), "min", range.min(), "max", range.max());
                if (range.segmentation() != null) {
                    document.put(
                            "segmentation",
                            ordered(
                                    "distributionType",
                                    "Normal",
                                    "segmentBehaviorType",
                                    "BucketCount",
                                    "value",
                                    range.segmentation().buckets(),
                                    "stddev",
                                    range.segmentation().deviation()));
                }
                yield document;
            }
        };
    }

    private static Map<String, Object> definition(MatchDefinition definition) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(
                "teams", definition.teams().stream().map(ConfigWriter::team).toList());
        document.put("matchRules", rules(definition.matchRules()));
        if (definition.adaptation() != null) {
            document.put(
                    "adaptiveTolerance",
                    ordered(
                            "closeness", definition.adaptation().closeness(),
                            "horizonSeconds", definition.adaptation().horizonSeconds()));
        }
        if (definition.balance() != null) {
            document.put("teamBalance", definition.balance().text());
        }
        return document;
    }

    private static Map<String, Object> team(TeamDefinition team) {
        return ordered(
                "name",
                team.name(),
                "teamCount",
                range(team.teamCount()),
                "playerCount",
                range(team.playerCount()),
                "teamRules",
                rules(team.teamRules()));
    }

    private static Map<String, Object> range(CountRange range) {
        Map<String, Object> document = ordered("min", range.min(), "max", range.max());
        putRelaxations(document, range.relaxations());
        return document;
    }

    private static List<Map<String, Object>> rules(List<Rule> rules) {
        return rules.stream().map(ConfigWriter::rule).toList();
    }

    private static Map<String, Object> rule(Rule rule) {
        Map<String, Object> document = ordered(
                "name",
                rule.name(),
                "type",
                rule.type().wireName(),
                "source",
                rule.source().text());
        if (rule.reference() != null) {
            document.put("reference", rule.reference());
        }
        if (rule.type() == io.muster.match.rules.RuleType.INTERSECTION) {
            document.put("overlap", rule.overlap());
        }
        document.put("enableRule", rule.enabled());
        document.put("not", rule.not());
        if (rule.weight() != 1) {
            document.put("weight", rule.weight());
        }
        if (rule.fallback() != null) {
            document.put("externalData", ordered("default", rule.fallback()));
        }
        putRelaxations(document, rule.relaxations());
        return document;
    }

    private static void putRelaxations(Map<String, Object> document, List<Relaxation> relaxations) {
        if (!relaxations.isEmpty()) {
            document.put(
                    "relaxations",
                    relaxations.stream().map(ConfigWriter::relaxation).toList());
        }
    }

    private static Map<String, Object> relaxation(Relaxation relaxation) {
        String type = switch (relaxation.effect()) {
            case ENABLE -> "RuleControl.Enable";
            case DISABLE -> "RuleControl.Disable";
            case REPLACE -> "ReferenceControl.Replace";
            case REPLACE_MIN -> "RangeControl.ReplaceMin";
        };
        Map<String, Object> document = ordered(
                "type",
                type,
                "ageType",
                camel(relaxation.ageType().name(), true),
                "ageScope",
                camel(relaxation.ageScope().name(), true),
                "atSeconds",
                relaxation.atSeconds());
        if (relaxation.value() != null) {
            document.put("value", relaxation.value());
        }
        return document;
    }

    /** {@code NOT_EQUAL} as {@code NotEqual}. */
    private static String camel(String constant, boolean capital) {
        StringBuilder text = new StringBuilder();
        boolean upper = capital;
        for (char letter : constant.toLowerCase(Locale.ROOT).toCharArray()) {
            if (letter == '_') {
                upper = true;
            } else {
                text.append(upper ? Character.toUpperCase(letter) : letter);
                upper = false;
            }
        }
        return text.toString();
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> document = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            document.put((String) pairs[i], pairs[i + 1]);
        }
        return document;
    }
}
