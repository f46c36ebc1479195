package io.muster.match.config;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.muster.match.engine.PoolRouter;
import io.muster.match.engine.TicketData.PlayerData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Filter expressions in the Common Expression Language. They see {@code attributes}, {@code players} (with {@code id} and
 * {@code customData}), and each attribute by its own name. An expression that fails for a ticket, for lack of an attribute
 * say, does not hold. May be used from any thread.
 */
public final class Expressions implements PoolRouter.ExpressionTest {

    private static final int MAX_LENGTH = 1_000;
    private static final int MAX_COMPILED = 10_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(10_000)
            .maxExpressionCodePointSize(MAX_LENGTH)
            .build();

    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.legacyCelRuntimeBuilder().setOptions(OPTIONS).build();

    /** A name that is no step of a path, no function and no part of a text. */
    private static final Pattern NAME =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|(?<![.\\w])([A-Za-z_]\\w*)(?!\\w*\\s*\\()");

    private static final Set<String> RESERVED =
            Set.of("true", "false", "null", "in", "attributes", "players", "int", "uint", "double", "string", "bool");

    /** An expression that can be run, with the attributes it names directly. */
    private record Compiled(CelRuntime.Program program, Set<String> names) {}

    private final Map<String, Compiled> compiled = new ConcurrentHashMap<>();

    @Override
    public boolean holds(String expression, Map<String, Object> attributes, List<PlayerData> players) {
        try {
            Compiled known = compiled.get(expression);
            if (known == null) {
                known = compile(expression);
                if (compiled.size() < MAX_COMPILED) {
                    compiled.put(expression, known);
                }
            }
            return Boolean.TRUE.equals(known.program().eval(variables(known.names(), attributes, players)));
        } catch (CelEvaluationException | CelValidationException e) {
            return false;
        }
    }

    /** What is wrong with an expression, for its author. */
    static Optional<String> errorIn(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.of("is longer than " + MAX_LENGTH + " characters");
        }
        try {
            var _ = compile(text);
            return Optional.empty();
        } catch (CelEvaluationException | CelValidationException e) {
            return Optional.of(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("is invalid"));
        }
    }

    private static Compiled compile(String text) throws CelValidationException, CelEvaluationException {
        Set<String> names = namesIn(text);
        CelCompilerBuilder compiler = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(dev.cel.parser.CelStandardMacro.STANDARD_MACROS)
                .addVar("attributes", MapType.create(SimpleType.STRING, SimpleType.DYN))
                .addVar("players", ListType.create(SimpleType.DYN));
        names.forEach(name -> compiler.addVar(name, SimpleType.DYN));
        CelAbstractSyntaxTree tree = compiler.build().compile(text).getAst();
        if (!Set.of(SimpleType.BOOL, SimpleType.DYN).contains(tree.getResultType())) {
            throw new CelEvaluationException(
                    "must answer true or false, not " + tree.getResultType().name());
        }
        return new Compiled(RUNTIME.createProgram(tree), names);
    }

    private static Set<String> namesIn(String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1) != null && !RESERVED.contains(matcher.group(1))) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    private static Map<String, Object> variables(
            Set<String> names, Map<String, Object> attributes, List<PlayerData> players) {
        Map<String, Object> variables = new HashMap<>();
        Map<?, ?> usable = (Map<?, ?>) usable(attributes);
        for (String name : names) {
            if (usable.containsKey(name)) {
                variables.put(name, usable.get(name));
            }
        }
        variables.put("attributes", usable);
        variables.put(
                "players",
                players.stream()
                        .map(player -> Map.of("id", player.id(), "customData", usable(player.customData())))
                        .toList());
        return variables;
    }

    /** The language knows 64-bit integers and doubles only. */
    private static Object usable(Object value) {
        return switch (value) {
            case Integer number -> number.longValue();
            case Long number -> number;
            case Number number -> number.doubleValue();
            case Map<?, ?> map -> {
                Map<Object, Object> copy = new HashMap<>();
                map.forEach((key, element) -> copy.put(key, element == null ? null : usable(element)));
                yield copy;
            }
            case List<?> list ->
                list.stream()
                        .map(element -> element == null ? "" : usable(element))
                        .toList();
            default -> value;
        };
    }
}
