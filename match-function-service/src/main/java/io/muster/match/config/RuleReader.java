package io.muster.match.config;

import io.muster.match.rules.Adaptation;
import io.muster.match.rules.AgeScope;
import io.muster.match.rules.AgeType;
import io.muster.match.rules.CountRange;
import io.muster.match.rules.MatchDefinition;
import io.muster.match.rules.Relaxation;
import io.muster.match.rules.Relaxation.Effect;
import io.muster.match.rules.Rule;
import io.muster.match.rules.RuleType;
import io.muster.match.rules.Source;
import io.muster.match.rules.SourceParser;
import io.muster.match.rules.SourceParser.Place;
import io.muster.match.rules.TeamDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a match definition: teams, rules, relaxations. */
final class RuleReader {

    /** Largest match. */
    static final int MAX_PLAYERS = 256;

    private static final int MAX_TEAM_DEFINITIONS = 64;
    private static final int MAX_RULES = 64;
    private static final int MAX_RELAXATIONS = 25;
    private static final int MAX_NAME = 64;
    private static final double MAX_SECONDS = 86_400;
    private static final Comparator<Relaxation> BY_TIME = Comparator.comparingDouble(Relaxation::atSeconds);

    private RuleReader() {}

    static MatchDefinition readDefinition(Fields fields) {
        return readDefinition(fields, "teams");
    }

    /** As {@link #readDefinition(Fields)}, for documents that have another word for the teams. */
    static MatchDefinition readDefinition(Fields fields, String teamsName) {
        fields.require(teamsName);
        List<TeamDefinition> teams = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Fields team : fields.objects(teamsName, MAX_TEAM_DEFINITIONS)) {
            teams.add(readTeam(team, names));
        }
        if (fields.has(teamsName) && fields.isEmptyList(teamsName)) {
            fields.violation(teamsName, "required", "a match needs at least one team");
        }
        List<Rule> rules = readRules(fields, "matchRules", Place.MATCH_RULE);
        MatchDefinition definition = new MatchDefinition(teams, rules, readBalance(fields), readAdaptation(fields));
        if (definition.maxPlayers() > MAX_PLAYERS) {
            fields.violation(
                    teamsName,
                    "too-many-players",
                    "seat " + definition.maxPlayers() + " players; at most " + MAX_PLAYERS + " are allowed");
        }
        if (!teams.isEmpty() && definition.maxPlayers() == 0) {
            fields.violation(teamsName, "range", "seat nobody");
        }
        return definition;
    }

    private static TeamDefinition readTeam(Fields fields, Set<String> names) {
        fields.require("name");
        String name = readName(fields, "team");
        if (!names.add(name)) {
            fields.violation("name", "duplicate", "is the name of another team");
        }
        return new TeamDefinition(
                name,
                readRange(fields, "teamCount"),
                readRange(fields, "playerCount"),
                readRules(fields, "teamRules", Place.TEAM_RULE));
    }

    private static CountRange readRange(Fields owner, String name) {
        Optional<Fields> object = owner.object(name);
        if (object.isEmpty()) {
            owner.require(name);
            return CountRange.of(1, 1);
        }
        Fields fields = object.get();
        fields.require("min");
        fields.require("max");
        int min = fields.whole("min", 0, MAX_PLAYERS, 0);
        int max = fields.whole("max", 0, MAX_PLAYERS, Math.max(1, min));
        if (min > max) {
            fields.violation("min", "range", "must not be above max");
        }
        List<Relaxation> relaxations = readRelaxations(fields);
        for (int i = 0; i < relaxations.size(); i++) {
            checkMinimum(fields, relaxations.get(i), max, i);
        }
        relaxations.removeIf(
                relaxation -> relaxation.effect() != Effect.REPLACE_MIN || !(relaxation.value() instanceof Number));
        relaxations.sort(BY_TIME);
        return new CountRange(min, max, relaxations);
    }

    private static void checkMinimum(Fields range, Relaxation relaxation, int max, int position) {
        String at = "relaxations[" + position + ']';
        if (relaxation.effect() != Effect.REPLACE_MIN) {
            range.violation(at + ".type", "unknown", "of a range must be RangeControl.ReplaceMin");
        } else if (!(relaxation.value() instanceof Number number)
                || number.doubleValue() != Math.rint(number.doubleValue())
                || number.doubleValue() < 0
                || number.doubleValue() > max) {
            range.violation(at + ".value", "range", "must be a whole number from 0 to max (" + max + ")");
        }
    }

    private static List<Rule> readRules(Fields owner, String name, Place place) {
        List<Rule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Fields fields : owner.objects(name, MAX_RULES)) {
            readRule(fields, place).ifPresent(rule -> {
                if (!names.add(rule.name())) {
                    fields.violation("name", "duplicate", "is the name of another rule");
                }
                rules.add(rule);
            });
        }
        return rules;
    }

    private static Optional<Rule> readRule(Fields fields, Place place) {
        Optional<RuleType> type = readType(fields);
        Optional<Source> source = readSource(fields, place);
        Object reference =
                type.map(known -> ReferenceReader.read(fields, known)).orElse(null);
        List<Relaxation> relaxations = readRelaxations(fields);
        for (int i = 0; i < relaxations.size() && type.isPresent(); i++) {
            checkRelaxation(fields, type.get(), relaxations.get(i), i);
        }
        if (type.isEmpty() || source.isEmpty()) {
            return Optional.empty();
        }
        if (type.get() == RuleType.INTERSECTION && !source.get().isPlain()) {
            fields.violation("source", "source", "ends with an operation, which makes numbers of lists");
        }
        relaxations.sort(BY_TIME);
        return Optional.of(new Rule(
                readName(fields, type.get().wireName() + ' ' + source.get().text()),
                type.get(),
                source.get(),
                reference,
                (int) Math.ceil(fields.number("overlap", 0, 1_000, 1)),
                fields.flag("enableRule", true),
                fields.flag("not", false),
                fields.number("weight", 0, 1_000, 1),
                ReferenceReader.fallback(fields),
                relaxations));
    }

    private static Optional<RuleType> readType(Fields fields) {
        if (!fields.require("type")) {
            return Optional.empty();
        }
        String name = fields.text("type", "");
        Optional<RuleType> type = RuleType.named(name);
        if (type.isEmpty() && !name.isEmpty()) {
            fields.violation("type", "unknown", "'" + name + "' is no rule type");
        }
        return type;
    }

    private static Optional<Source> readSource(Fields fields, Place place) {
        String text = fields.require("source") ? fields.text("source", "") : "";
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(SourceParser.parse(text, place));
        } catch (IllegalArgumentException e) {
            fields.violation("source", "source", "'" + text + "' " + e.getMessage());
            return Optional.empty();
        }
    }

    private static void checkRelaxation(Fields rule, RuleType type, Relaxation relaxation, int position) {
        String at = "relaxations[" + position + ']';
        if (relaxation.effect() == Effect.REPLACE_MIN) {
            rule.violation(at + ".type", "unknown", "of a rule cannot change a range");
        } else if (relaxation.effect() == Effect.REPLACE) {
            ReferenceReader.check(type, relaxation.value())
                    .ifPresent(message -> rule.violation(at + ".value", "type", message));
        }
    }

    /** In the order of the document. The standard function calls them {@code Relax}. */
    private static List<Relaxation> readRelaxations(Fields owner) {
        List<Relaxation> relaxations = new ArrayList<>();
        String name = owner.has("relaxations") || !(owner.raw("relax") instanceof List) ? "relaxations" : "relax";
        for (Fields fields : owner.objects(name, MAX_RELAXATIONS)) {
            fields.require("atSeconds");
            relaxations.add(new Relaxation(
                    readEffect(fields),
                    readWord(fields, "ageType", AgeType.class, AgeType.OLDEST),
                    readWord(fields, "ageScope", AgeScope.class, AgeScope.MATCH),
                    fields.number("atSeconds", 0, MAX_SECONDS, 0),
                    fields.raw("value")));
        }
        return relaxations;
    }

    /** Both generations of names, with or without the dot. */
    private static Effect readEffect(Fields fields) {
        String type = fields.text("type", "").replace(".", "").toLowerCase(Locale.ROOT);
        return switch (type) {
            case "rulecontrolenable", "enablerule" -> Effect.ENABLE;
            case "rulecontroldisable", "disablerule" -> Effect.DISABLE;
            case "referencecontrolreplace", "changereferencereplace" -> Effect.REPLACE;
            case "rangecontrolreplacemin", "changerangereplacemin" -> Effect.REPLACE_MIN;
            default -> {
                fields.violation(
                        "type",
                        "unknown",
                        "must be RuleControl.Enable, RuleControl.Disable, ReferenceControl.Replace or"
                                + " RangeControl.ReplaceMin");
                yield Effect.DISABLE;
            }
        };
    }

    private static <E extends Enum<E>> E readWord(Fields fields, String name, Class<E> type, E otherwise) {
        String word = fields.text(name, otherwise.name());
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(word)) {
                return constant;
            }
        }
        fields.violation(name, "unknown", "must be one of " + List.of(type.getEnumConstants()));
        return otherwise;
    }

    private static Adaptation readAdaptation(Fields fields) {
        return fields.object("adaptiveTolerance")
                .map(adaptive -> new Adaptation(
                        adaptive.number("closeness", 0.01, 100, 1), adaptive.number("horizonSeconds", 0.05, 60, 0.5)))
                .orElse(null);
    }

    /** {@code teamBalance} is a source, or an object with one. */
    private static Source readBalance(Fields fields) {
        Object raw = fields.raw("teamBalance");
        Object text =
                raw instanceof Map<?, ?> ? fields.object("teamBalance").get().raw("source") : raw;
        if (text == null) {
            return null;
        }
        try {
            Source source = SourceParser.parse(String.valueOf(text), Place.MATCH_RULE);
            if (source.field() instanceof io.muster.match.rules.Field.PlayerData) {
                return source;
            }
            fields.violation("teamBalance", "source", "must name data of players");
        } catch (IllegalArgumentException e) {
            fields.violation("teamBalance", "source", "'" + text + "' " + e.getMessage());
        }
        return null;
    }

    private static String readName(Fields fields, String otherwise) {
        String name = fields.text("name", otherwise);
        if (fields.has("name") && name.length() > MAX_NAME) {
            fields.violation("name", "too-long", "has " + name.length() + " characters; at most " + MAX_NAME);
        }
        return name;
    }
}
